"""Nothing that a person sees lacks one of its three languages."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from types import ModuleType

import pytest

import workflows
from workflows import act_labels, documents, labels, packages, stories
from workflows.programmes.domestic_342 import document_texts
from workflows.programmes.domestic_342.documents import DOCUMENT_KINDS
from workflows.states import Action, CaseState, DraftKind, ExportAction, Relation, Right, Role, Verdict
from workflows.text import Text, join

MODULES = sorted(module.name for module in pkgutil.walk_packages(workflows.__path__, "workflows."))
KAZAKH = set("әғқңөұүһіӘҒҚҢӨҰҮҺІ")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (labels.STATE_LABELS, CaseState),
        (labels.ROLE_LABELS, Role),
        (labels.RELATION_LABELS, Relation),
        (labels.DRAFT_LABELS, DraftKind),
        (labels.RIGHT_LABELS, Right),
        (labels.VERDICT_LABELS, Verdict),
        (act_labels.ACTION_LABELS, Action),
        (act_labels.ACTION_DONE, Action),
        (act_labels.EXPORT_LABELS, ExportAction),
        (act_labels.EXPORT_DONE, ExportAction),
        (stories.STORIES, CaseState),
        (documents.DOCUMENT_STATE_LABELS, documents.DocumentState),
        (packages.PACKAGE_STATE_LABELS, packages.PackageState),
        (document_texts.TITLES, [kind.key for kind in DOCUMENT_KINDS]),
    ],
)
def test_every_word_of_the_machine_has_a_name(table: Mapping[str, object], words: list[str]) -> None:
    assert set(table) == set(words)


def texts_in(value: object) -> Iterator[Text]:
    """Every Text inside a module's constant."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from texts_in(getattr(value, part.name))


def constants(module: ModuleType) -> Iterator[Text]:
    for name, value in vars(module).items():
        if not name.startswith("__"):
            yield from texts_in(value)


@pytest.mark.parametrize("name", MODULES)
def test_every_text_is_there_in_three_languages(name: str) -> None:
    for text in constants(import_module(name)):
        assert all(text.get(lang).strip() for lang in ("kk", "ru", "en")), text
        assert not any("\u0400" <= letter <= "\u04ff" for letter in text.en), text
        assert not KAZAKH & set(text.ru), text
        places = [sorted(part.split("}")[0] for part in text.get(lang).split("{")[1:]) for lang in ("kk", "ru", "en")]
        assert places[0] == places[1] == places[2], text


def test_the_texts_are_really_found() -> None:
    found = {text for name in MODULES for text in constants(import_module(name))}
    assert len(found) > 300


def test_no_two_states_or_acts_share_a_name() -> None:
    for table in (labels.STATE_LABELS, {**act_labels.ACTION_LABELS, **act_labels.EXPORT_LABELS}):
        for lang in ("kk", "ru", "en"):
            assert len({text.get(lang) for text in table.values()}) == len(table)


def test_a_text_goes_into_a_text_language_by_language() -> None:
    outer = Text("{who} келді", "{who} пришел", "{who} came")
    assert outer.fill(who=Text("басшы", "глава", "head")) == Text("басшы келді", "глава пришел", "head came")
    assert outer.fill(who=7).en == "7 came"
    assert join([Text("а", "б", "c"), Text("д", "е", "f")]) == Text("а, д", "б, е", "c, f")


def test_an_unknown_language_reads_kazakh() -> None:
    assert Text("иә", "да", "yes").get("de") == "иә"
