"""What the search looks in: texts of files page by page, and the entries that lead to what people look for. Neither is
a record: both are made anew from files and rows at any time."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from dms.models.base import Base, Hash, Id, Moment, Tenge

_OF_A_CLAIM = "claim <> ''"
_WITH_A_LABEL = "label <> ''"


class FileText(Base):
    """How far the text of a file is read. By content: the same bytes are read once, wherever they lie."""

    __tablename__ = "file_texts"
    __table_args__ = (CheckConstraint("status IN ('waiting', 'layer', 'recognised', 'none')", name="status"),)
    sha256: Mapped[Hash] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    extractor: Mapped[int] = mapped_column(default=0)  # version of what read it
    done: Mapped[int] = mapped_column(default=0)  # the last page that is read
    ordered_at: Mapped[Moment]
    read_at: Mapped[Moment | None]


class PageText(Base):
    """One page's text. ``origin``: the file's own text layer, recognised from the picture, or none of both."""

    __tablename__ = "page_texts"
    __table_args__ = (CheckConstraint("origin IN ('layer', 'recognised', 'none')", name="origin"),)
    sha256: Mapped[Hash] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column(Text)


class SearchEntry(Base):
    """Something that is found: a case, a cost line, a document, a page. Folded words alone, nothing to read. It has no
    row-level security of its own (the operators of search may not look behind such a wall, and the index would stand
    unused): ``queries/finding.py`` reads it joined to cases and documents, whose walls hold. Without foreign keys: it
    is made anew, not kept."""

    __tablename__ = "search_entries"
    __table_args__ = (
        CheckConstraint("kind IN ('case', 'line', 'document', 'page')", name="kind"),
        CheckConstraint(
            "(kind = 'page') = (text_words IS NOT NULL) AND (kind = 'page') = (words IS NULL)", name="words_or_text"
        ),
        Index("ix_search_entries_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index(
            "ix_search_entries_text_words", "text_words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}
        ),
        Index(
            "ix_search_entries_label",
            "label",
            postgresql_using="gin",
            postgresql_ops={"label": "gin_trgm_ops"},
            postgresql_with={"fastupdate": "off"},
            postgresql_where=_WITH_A_LABEL,
        ),
        Index("ix_search_entries_newest", "at", "id", postgresql_where="words IS NOT NULL"),
        Index("ix_search_entries_newest_text", "at", "id", postgresql_where="text_words IS NOT NULL"),
        Index("ix_search_entries_organisation", "organisation_id", "at", "id"),
        Index("ix_search_entries_case", "case_id", "kind"),
        Index("ix_search_entries_document", "document_id"),
        Index("ix_search_entries_claim", "claim", postgresql_where=_OF_A_CLAIM),
    )
    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(8))
    case_id: Mapped[int] = mapped_column(BigInteger)
    organisation_id: Mapped[int] = mapped_column(BigInteger)
    programme: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[int | None] = mapped_column(BigInteger)
    version_id: Mapped[int | None] = mapped_column(BigInteger)
    page: Mapped[int | None]
    line: Mapped[str] = mapped_column(String(40), default="")
    doc_kind: Mapped[str] = mapped_column(String(60), default="")
    at: Mapped[Moment]  # when the application came in, or the document before that
    amount: Mapped[Tenge | None]
    label: Mapped[str] = mapped_column(
        Text, default="", deferred=True
    )  # short folded words, for what is spelt otherwise
    claim: Mapped[str] = mapped_column(String(300), default="")  # of a cost line: invoice, supplier and sum
    #: Names, titles and numbers apart from texts: the planner must know how frequent a word is in each.
    words: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)
    text_words: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)  # of a page
    made: Mapped[int] = mapped_column(default=1)  # version of what entered it
