"""The order itself beside a role of the operator's side (342:35)"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff_roles", sa.Column("order_file_id", sa.BigInteger))
    op.create_foreign_key("fk_staff_roles_order_file_id_files", "staff_roles", "files", ["order_file_id"], ["id"])


def downgrade() -> None:
    op.drop_constraint("fk_staff_roles_order_file_id_files", "staff_roles")
    op.drop_column("staff_roles", "order_file_id")
