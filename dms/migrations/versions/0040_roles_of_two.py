"""A role that signs is given by two administrators; its proposal keeps the order.

Revision ID: 0040
Revises: 0039
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

TABLE, NAME = "user_corrections", "fk_user_corrections_order_file_id_files"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("order_file_id", sa.BigInteger))
    op.create_foreign_key(NAME, TABLE, "files", ["order_file_id"], ["id"])


def downgrade() -> None:
    op.execute("DELETE FROM user_corrections WHERE changes ? 'role'")  # the release before knows none
    op.drop_constraint(NAME, TABLE)
    op.drop_column(TABLE, "order_file_id")
