"""What the pages of an uploaded version look like, and the officer's word on the colour of a scan"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document_versions", sa.Column("traits", JSONB, nullable=False, server_default="{}"))
    op.add_column("document_versions", sa.Column("colour_said", sa.String(8), nullable=False, server_default=""))
    op.alter_column("document_versions", "traits", server_default=None)
    op.alter_column("document_versions", "colour_said", server_default=None)
    op.create_check_constraint(
        "ck_document_versions_colour_said", "document_versions", "colour_said IN ('', 'colour', 'grey')"
    )
    op.get_bind().exec_driver_sql("GRANT UPDATE (traits, colour_said) ON document_versions TO demeu_app")


def downgrade() -> None:
    op.drop_column("document_versions", "colour_said")
    op.drop_column("document_versions", "traits")
