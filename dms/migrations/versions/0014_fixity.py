"""When each file was last read to its end, and whether its second copy is there"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENTS = ("checking_since", "checked_at", "copied_at")


def upgrade() -> None:
    for name in MOMENTS:
        op.add_column("files", sa.Column(name, sa.DateTime(timezone=True)))
    claimed = sa.text("claimed_at IS NOT NULL")
    op.create_index("ix_files_checked", "files", [sa.text("checked_at NULLS FIRST"), "id"], postgresql_where=claimed)
    op.create_index("ix_files_lost", "files", ["id"], postgresql_where=sa.text("status = 'lost'"))
    op.create_index("ix_files_key", "files", ["key"])


def downgrade() -> None:
    for index in ("ix_files_key", "ix_files_lost", "ix_files_checked"):
        op.drop_index(index, "files")
    for name in MOMENTS:
        op.drop_column("files", name)
