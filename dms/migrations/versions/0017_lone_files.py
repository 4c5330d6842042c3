"""Checks of files that are no documents of a case; the powers of attorney that are there already wait for theirs"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

POWERS = """
UPDATE files SET check_status = 'waiting', scan_status = 'waiting'
WHERE id IN (SELECT paper_file_id FROM memberships WHERE paper_file_id IS NOT NULL)
   OR id IN (SELECT (terms->>'paper_file_id')::bigint FROM invitations WHERE terms->>'paper_file_id' IS NOT NULL)
"""


def upgrade() -> None:
    for name in ("check_status", "scan_status"):
        op.add_column("files", sa.Column(name, sa.String(12), nullable=False, server_default=""))
        op.alter_column("files", name, server_default=None)
    op.add_column("files", sa.Column("findings", JSONB, nullable=False, server_default="[]"))
    op.alter_column("files", "findings", server_default=None)
    op.create_index("ix_files_checks", "files", ["id"], postgresql_where=sa.text("check_status <> ''"))
    op.get_bind().exec_driver_sql(POWERS)


def downgrade() -> None:
    op.drop_index("ix_files_checks", "files")
    for name in ("findings", "scan_status", "check_status"):
        op.drop_column("files", name)
