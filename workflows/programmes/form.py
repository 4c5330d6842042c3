"""The application form of an edition: pages, numbered items, the fields inside them, what a draft still lacks and how
far each page is. How an application is kept is the programme's own (``application``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from workflows.programmes.papers import DocumentKind
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the task list. ``keys`` are those of the application that it fills."""

    key: str
    title: Text
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormItem:
    """One numbered item of the form. ``page`` is the key of the page that asks it."""

    key: str
    number: int
    title: Text
    page: str
    clause: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap. ``key`` is a path into the application (``head.phone``, ``costs.7.act_no``) or ``documents.<kind>``."""

    key: str
    title: Text
    clause: str
    page: str


class PageStatus(StrEnum):
    """``done``: nothing is missing; ``not_started``: nothing has been answered either."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


STATUS_LABELS: Mapping[PageStatus, Text] = {
    PageStatus.NOT_STARTED: Text("Басталмаған", "Не начато", "Not started"),
    PageStatus.IN_PROGRESS: Text("Толтырылуда", "Заполняется", "In progress"),
    PageStatus.DONE: Text("Дайын", "Готово", "Done"),
}

#: Name of a field → what it is called.
Names = Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields inside the items that must be filled in; what may stay empty is not here. ``nested`` and ``plain`` are
    by the item that holds them, the rest are of one row."""

    nested: Mapping[str, Names]
    plain: Mapping[str, Names]
    cost: Names
    resident_cost: Names
    payment: Names
    foreign_payment: Names
    support: Names = field(default_factory=dict)
    goods: Names = field(default_factory=dict)
    services: Names = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """``find_missing`` finds the gaps of an application with files of these kinds, in the order of the form."""

    pages: tuple[Page, ...]
    items: tuple[FormItem, ...]
    fields: Fields
    find_missing: Callable[[Any, Collection[str]], Iterator[Missing]]
    declarations_page: str = "declarations"
    documents_page: str = "documents"
    item_by_key: Mapping[str, FormItem] = field(init=False, repr=False, compare=False)
    page_by_key: Mapping[str, Page] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "item_by_key", {item.key: item for item in self.items})
        object.__setattr__(self, "page_by_key", {page.key: page for page in self.pages})

    @property
    def declarations(self) -> tuple[FormItem, ...]:
        """The items that are ticked, in the order of the form."""
        return tuple(item for item in self.items if item.page == self.declarations_page)

    def missing(self, application: Any, documents: Collection[str]) -> list[Missing]:
        """What the application lacks before it may be submitted; only absence is judged, values where they are typed.
        ``documents``: kinds that have at least one sound file."""
        return list(self.find_missing(application, documents))

    def progress(self, application: Any, documents: Collection[str]) -> dict[str, PageStatus]:
        """The status of every page by its key, in the order of the task list. ``documents`` as for ``missing``."""
        lacking = {gap.page for gap in self.missing(application, documents)}
        return {page.key: self._status(page, lacking, application, documents) for page in self.pages}

    def _status(
        self, page: Page, lacking: Collection[str], application: Mapping[str, Any], documents: Collection[str]
    ) -> PageStatus:
        if page.key not in lacking:
            return PageStatus.DONE
        begun = any(_told(application.get(key)) for key in page.keys)
        begun = begun or (page.key == self.documents_page and bool(documents))
        return PageStatus.IN_PROGRESS if begun else PageStatus.NOT_STARTED


def gap_name(key: str, kinds: Mapping[str, DocumentKind], items: Mapping[str, FormItem]) -> Text | None:
    """The name of a gap: of a document kind or an item of the form; None for words that stand for themselves."""
    if key.startswith("documents.") and (kind := kinds.get(key.removeprefix("documents."))):
        return kind.title
    known = items.get(key.partition(".")[0]) or items.get(key.rpartition(".")[2])
    return known.title if known else None


def _told(value: object) -> bool:
    """Something was answered: "no" and zero are answers, blanks and empty groups are not."""
    if isinstance(value, Mapping):
        return any(_told(part) for part in value.values())
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []
