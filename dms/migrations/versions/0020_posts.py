"""The post of an officer in Russian, for Russian papers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("position_ru", sa.String(200), nullable=False, server_default=""))
    op.alter_column("users", "position_ru", server_default=None)
    op.get_bind().exec_driver_sql("GRANT SELECT (position_ru) ON users TO demeu_reader")


def downgrade() -> None:
    op.drop_column("users", "position_ru")
