"""Files on their way in parts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

RULE = (
    "current_setting('demeu.scope', true) IN ('staff', 'system') OR EXISTS (SELECT 1 FROM cases c WHERE c.id = case_id)"
)


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("owner_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("lines", JSONB, nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("modified", sa.BigInteger, nullable=False),
        sa.Column("part_size", sa.Integer, nullable=False),
        sa.Column("digests", JSONB, nullable=False),
        sa.Column("parts", JSONB, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("upload_id", sa.String(300), nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("fault", JSONB(none_as_null=True)),
        sa.Column("document_id", sa.BigInteger),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
        sa.UniqueConstraint("public_id", name="uq_uploads_public_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_uploads_case_id_cases"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_uploads_owner_id_users"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_uploads_document_id_documents"),
        sa.CheckConstraint("stage IN ('sending', 'joining', 'done', 'failed', 'abandoned')", name="ck_uploads_stage"),
        sa.CheckConstraint("(stage = 'done') = (document_id IS NOT NULL)", name="ck_uploads_done_has_document"),
        sa.CheckConstraint("stage <> 'joining' OR key <> ''", name="ck_uploads_joining_has_key"),
    )
    op.create_index("ix_uploads_owner", "uploads", ["owner_id", "case_id", "stage"])
    op.create_index("ix_uploads_touched", "uploads", ["touched_at"])
    run = op.get_bind().exec_driver_sql
    run(
        "GRANT DELETE ON uploads TO demeu_app;"
        "ALTER TABLE uploads ENABLE ROW LEVEL SECURITY; ALTER TABLE uploads FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY visible ON uploads USING ({RULE}) WITH CHECK ({RULE})"
    )


def downgrade() -> None:
    op.drop_table("uploads")
