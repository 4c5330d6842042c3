"""The words of names, titles and numbers stand apart from those of texts, so that the planner knows how frequent a word
is in each.

Revision ID: 0038
Revises: 0037
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TABLE, WORDS, NEWEST = "search_entries", "ix_search_entries_words", "ix_search_entries_newest"
SLOW = {"fastupdate": "off"}


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    op.add_column(TABLE, sa.Column("text_words", TSVECTOR))
    op.alter_column(TABLE, "words", nullable=True)
    op.drop_index(WORDS, TABLE)  # made anew: moving a million pages through it takes an hour
    run("UPDATE search_entries SET text_words = words, words = NULL WHERE kind = 'page'")
    run("ALTER TABLE search_entries ALTER COLUMN text_words SET STATISTICS 1000")
    op.create_index(WORDS, TABLE, ["words"], postgresql_using="gin", postgresql_with=SLOW)
    op.create_index("ix_search_entries_text_words", TABLE, ["text_words"], postgresql_using="gin", postgresql_with=SLOW)
    op.drop_index(NEWEST, TABLE)
    for name, column in ((NEWEST, "words"), (f"{NEWEST}_text", "text_words")):
        op.create_index(name, TABLE, ["at", "id"], postgresql_where=sa.text(f"{column} IS NOT NULL"))
    op.create_check_constraint(
        op.f("ck_search_entries_words_or_text"),
        TABLE,
        "(kind = 'page') = (text_words IS NOT NULL) AND (kind = 'page') = (words IS NULL)",
    )
    run("ANALYZE search_entries")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_search_entries_words_or_text"), TABLE)
    for name in (NEWEST, f"{NEWEST}_text"):
        op.drop_index(name, TABLE)
    op.create_index(NEWEST, TABLE, ["at", "id"])
    op.drop_index("ix_search_entries_text_words", TABLE)
    op.drop_index(WORDS, TABLE)
    op.execute("UPDATE search_entries SET words = text_words WHERE kind = 'page'")
    op.alter_column(TABLE, "words", nullable=False)
    op.drop_column(TABLE, "text_words")
    op.create_index(WORDS, TABLE, ["words"], postgresql_using="gin", postgresql_with=SLOW)
