"""What the trial of a batch saw: the very papers, at their versions.

Revision ID: 0042
Revises: 0041
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("batch_items", sa.Column("seen", postgresql.JSONB(), nullable=False, server_default="[]"))
    op.alter_column("batch_items", "seen", server_default=None)


def downgrade() -> None:
    op.drop_column("batch_items", "seen")
