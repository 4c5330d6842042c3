"""Papers: the address of the public check as it stands on them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paper_orders", sa.Column("address", sa.String(300), nullable=False, server_default=""))
    op.alter_column("paper_orders", "address", server_default=None)


def downgrade() -> None:
    op.drop_column("paper_orders", "address")
