"""The same act on many cases"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STAFF = "(SELECT current_setting('demeu.scope', true) IN ('staff', 'system'))"


def upgrade() -> None:
    _batches()
    _items()
    for table in ("batches", "batch_items"):
        op.get_bind().exec_driver_sql(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f"CREATE POLICY visible ON {table} USING ({STAFF}) WITH CHECK ({STAFF})"
        )


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("given", JSONB, nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True)),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("file_id", sa.BigInteger),
        sa.Column("failed", sa.Boolean, nullable=False),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sa.UniqueConstraint("public_id", name="uq_batches_public_id"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_batches_author_id_users"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_batches_file_id_files"),
        sa.CheckConstraint("kind IN ('assign', 'accept', 'export', 'ask_scans')", name="ck_batches_kind"),
        sa.CheckConstraint("status IN ('chosen', 'trying', 'tried', 'doing', 'done')", name="ck_batches_status"),
    )
    op.create_index("ix_batches_author", "batches", ["author_id", "id"])


def _items() -> None:
    op.create_table(
        "batch_items",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("batch_id", sa.BigInteger, nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("case_version", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("said", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batch_items"),
        sa.UniqueConstraint("batch_id", "case_id", name="uq_batch_items_batch_id_case_id"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_batch_items_batch_id_batches"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_batch_items_case_id_cases"),
        sa.CheckConstraint("verdict IN ('waiting', 'may', 'may_not', 'done', 'failed')", name="ck_batch_items_verdict"),
    )


def downgrade() -> None:
    op.drop_table("batch_items")
    op.drop_table("batches")
