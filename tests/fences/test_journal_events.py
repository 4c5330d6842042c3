"""Every kind of journal entry has its words in three languages and is written somewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dms.event_labels import LABELS
from dms.events import OF_ACTION, Event
from tests.fences.sources import called, trees
from workflows.states import Action, ExportAction


def named(tree: ast.Module) -> Iterator[str]:
    """Names of events that a file mentions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Event":
            yield node.attr


def writers() -> set[str]:
    """Events that some file names which also writes the journal, and those of the machine's acts."""
    found = {event.name for event in OF_ACTION.values()}
    for name, tree in trees("dms"):
        if name != "dms/events.py":
            found |= set(named(tree))
    return found


def test_every_event_has_words_in_three_languages() -> None:
    for event in Event:
        words = LABELS[event]
        assert all((words.kk.strip(), words.ru.strip(), words.en.strip())), event
        assert len({words.kk, words.ru, words.en}) == 3, event


def test_every_act_of_the_machine_is_an_event_of_its_own() -> None:
    acts = {*Action, *ExportAction}
    assert set(OF_ACTION) == acts
    assert len(set(OF_ACTION.values())) == len(acts)


def test_every_event_is_written_somewhere() -> None:
    assert {event.name for event in Event} - writers() == set(), "an event that nothing writes"


def test_the_journal_has_one_writer() -> None:
    """Only ``services/journal/__init__.py`` puts rows into the journal."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees("dms")
        if name != "dms/services/journal/__init__.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            called(node) == "JournalEntry"
            or (called(node) == "insert" and any(isinstance(a, ast.Name) and a.id == "JournalEntry" for a in node.args))
        )
    ]
    assert found == []
