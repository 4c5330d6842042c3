"""An order on replacing the head may name the acts that it covers.

Revision ID: 0041
Revises: 0040
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff_roles", sa.Column("acts", postgresql.JSONB(), nullable=False, server_default="[]"))
    op.alter_column("staff_roles", "acts", server_default=None)


def downgrade() -> None:
    op.drop_column("staff_roles", "acts")
