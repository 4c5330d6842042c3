"""Texts of files page by page, and the entries of the search

The entries have no policy of their own: text search and similarity are not leakproof, and behind a policy their indexes
would stand unused. They hold folded words alone and are read joined to cases and documents, whose policies hold.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STAFF = "(SELECT current_setting('demeu.scope', true) IN ('staff', 'system'))"
#: A file's text is seen by whom one of its versions is.
OF_FILE = "EXISTS (SELECT 1 FROM files f JOIN document_versions v ON v.file_id = f.id WHERE f.sha256 = {table}.sha256)"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _texts()
    _entries()
    run = op.get_bind().exec_driver_sql
    for table in ("file_texts", "page_texts"):
        seen = f"{STAFF} OR {OF_FILE.format(table=table)}"
        run(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f"CREATE POLICY visible ON {table} USING ({seen}) WITH CHECK ({STAFF})"
        )
    run("REVOKE SELECT ON search_entries, page_texts FROM demeu_reader")
    run("GRANT DELETE ON search_entries TO demeu_app")
    run("ALTER TABLE search_entries ALTER COLUMN words SET STATISTICS 1000")


def _texts() -> None:
    op.create_table(
        "file_texts",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("extractor", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT),
        sa.PrimaryKeyConstraint("sha256", name="pk_file_texts"),
        sa.CheckConstraint("status IN ('waiting', 'layer', 'recognised', 'none')", name="ck_file_texts_status"),
    )
    op.create_table(
        "page_texts",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("origin", sa.String(12), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "page", name="pk_page_texts"),
        sa.CheckConstraint("origin IN ('layer', 'recognised', 'none')", name="ck_page_texts_origin"),
    )


def _entries() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("organisation_id", sa.BigInteger, nullable=False),
        sa.Column("programme", sa.String(20), nullable=False),
        sa.Column("document_id", sa.BigInteger),
        sa.Column("version_id", sa.BigInteger),
        sa.Column("page", sa.Integer),
        sa.Column("line", sa.String(40), nullable=False),
        sa.Column("doc_kind", sa.String(60), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("amount", sa.Numeric(18, 2)),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("claim", sa.String(300), nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.Column("made", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entries"),
        sa.CheckConstraint("kind IN ('case', 'line', 'document', 'page')", name="ck_search_entries_kind"),
    )
    table, slow = "search_entries", {"fastupdate": "off"}
    op.create_index("ix_search_entries_words", table, ["words"], postgresql_using="gin", postgresql_with=slow)
    op.create_index(
        "ix_search_entries_label", table, ["label"], postgresql_using="gin", postgresql_with=slow,
        postgresql_ops={"label": "gin_trgm_ops"}, postgresql_where="label <> ''",
    )  # fmt: skip
    op.create_index("ix_search_entries_newest", table, ["at", "id"])
    op.create_index("ix_search_entries_organisation", table, ["organisation_id", "at", "id"])
    op.create_index("ix_search_entries_case", table, ["case_id", "kind"])
    op.create_index("ix_search_entries_document", table, ["document_id"])
    op.create_index("ix_search_entries_claim", table, ["claim"], postgresql_where="claim <> ''")


def downgrade() -> None:
    for table in ("search_entries", "page_texts", "file_texts"):
        op.drop_table(table)
