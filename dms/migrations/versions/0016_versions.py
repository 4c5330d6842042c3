"""Remarks on pages, differences between versions, small pictures of pages, papers that stand for several kinds"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STAFF = "(SELECT current_setting('demeu.scope', true) IN ('staff', 'system'))"
#: The applicant sees what a letter has carried to him, and writes nothing but its answer.
SENT = f"{STAFF} OR (sent_at IS NOT NULL AND EXISTS (SELECT 1 FROM cases c WHERE c.id = case_id))"
OF_VERSION = f"{STAFF} OR EXISTS (SELECT 1 FROM document_versions v WHERE v.id = version_id)"


def upgrade() -> None:
    op.add_column("documents", sa.Column("also", JSONB, nullable=False, server_default="[]"))
    op.alter_column("documents", "also", server_default=None)
    op.add_column("previews", sa.Column("thumb_id", sa.BigInteger))
    op.create_foreign_key("fk_previews_thumb_id_files", "previews", "files", ["thumb_id"], ["id"])
    _remarks()
    op.create_table(
        "comparisons",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("version_id", sa.BigInteger, nullable=False),
        sa.Column("earlier_id", sa.BigInteger, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pages", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comparisons"),
        sa.UniqueConstraint("version_id", "earlier_id", name="uq_comparisons_version_id_earlier_id"),
        *(
            sa.ForeignKeyConstraint([name], ["document_versions.id"], name=f"fk_comparisons_{name}_document_versions")
            for name in ("version_id", "earlier_id")
        ),
    )
    run = op.get_bind().exec_driver_sql
    run("REVOKE UPDATE ON page_remarks FROM demeu_app")
    run(
        "GRANT UPDATE (removed_at, round_no, sent_at, answer, answered_at, answered_by_id, answer_version_id)"
        " ON page_remarks TO demeu_app"
    )
    for table, rule in (("page_remarks", SENT), ("comparisons", OF_VERSION)):
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"CREATE POLICY visible ON {table} USING ({rule}) WITH CHECK ({rule})")


def _remarks() -> None:
    op.create_table(
        "page_remarks",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("version_id", sa.BigInteger, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("clause", sa.String(20), nullable=False),
        sa.Column("words", sa.String(4000), nullable=False),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.Column("round_no", sa.Integer),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("answer", sa.String(4000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("answered_by_id", sa.BigInteger),
        sa.Column("answer_version_id", sa.BigInteger),
        sa.Column("public_id", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_page_remarks"),
        sa.UniqueConstraint("public_id", name="uq_page_remarks_public_id"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_page_remarks_{name}_{table}")
            for name, table in (
                ("case_id", "cases"),
                ("version_id", "document_versions"),
                ("answer_version_id", "document_versions"),
                ("author_id", "users"),
                ("answered_by_id", "users"),
            )
        ),
        sa.CheckConstraint("page >= 1", name="ck_page_remarks_page"),
        sa.CheckConstraint("(round_no IS NULL) = (sent_at IS NULL)", name="ck_page_remarks_sent_in_a_round"),
        sa.CheckConstraint("sent_at IS NULL OR removed_at IS NULL", name="ck_page_remarks_sent_stays"),
        sa.CheckConstraint("answered_at IS NULL OR sent_at IS NOT NULL", name="ck_page_remarks_answered_is_sent"),
    )
    op.create_index("ix_page_remarks_case", "page_remarks", ["case_id", "id"])
    op.create_index("ix_page_remarks_version_id", "page_remarks", ["version_id"])


def downgrade() -> None:
    op.drop_table("comparisons")
    op.drop_table("page_remarks")
    op.drop_constraint("fk_previews_thumb_id_files", "previews")
    op.drop_column("previews", "thumb_id")
    op.drop_column("documents", "also")
