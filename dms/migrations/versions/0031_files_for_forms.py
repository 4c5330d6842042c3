"""Files sent in parts for a form: of a letter, of a general document"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


#: The first migration of the table had its names prefixed twice.
OLD = "ck_uploads_ck_uploads_done_has_document"
NEW = "ck_uploads_done_has_document"


def upgrade() -> None:
    op.alter_column("uploads", "case_id", nullable=True)
    op.add_column("uploads", sa.Column("file_id", sa.BigInteger))
    op.create_foreign_key("fk_uploads_file_id_files", "uploads", "files", ["file_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_uploads_file", "uploads", ["file_id"], postgresql_where=sa.text("file_id IS NOT NULL"))
    op.drop_constraint(op.f(OLD), "uploads")
    op.create_check_constraint(op.f(NEW), "uploads", "(stage = 'done') = (num_nonnulls(document_id, file_id) = 1)")


def downgrade() -> None:
    op.execute("DELETE FROM uploads WHERE case_id IS NULL OR file_id IS NOT NULL")
    op.drop_constraint(op.f(NEW), "uploads")
    op.create_check_constraint(op.f(OLD), "uploads", "(stage = 'done') = (document_id IS NOT NULL)")
    op.drop_index("ix_uploads_file", "uploads")
    op.drop_column("uploads", "file_id")
    op.alter_column("uploads", "case_id", nullable=False)
