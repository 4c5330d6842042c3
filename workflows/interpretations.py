"""The register of interpretations: where the text of the law is unclear the software makes a numbered choice, in one
place, with its reason. Every decision document lists the numbers it relied on (``interpretations_for``).

Changing a choice is a new version of the edition, never an edit of a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.interpretation_texts import CHOICES, UNCLEAR
from workflows.interpretation_texts_later import LATER
from workflows.interpretation_texts_more import MORE
from workflows.states import Action, ExportAction
from workflows.text import Text

_SINCE: Mapping[str, tuple[Text, Text]] = {**LATER, **MORE}


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One entry. ``subjects`` are the acts and documents whose content depends on the choice."""

    id: str
    clauses: tuple[str, ...]
    subjects: frozenset[str]

    @property
    def unclear(self) -> Text:
        """What the text leaves open."""
        return _SINCE[self.id][0] if self.id in _SINCE else UNCLEAR[self.id]

    @property
    def choice(self) -> Text:
        """How the software reads it."""
        return _SINCE[self.id][1] if self.id in _SINCE else CHOICES[self.id]


# Documents are named as in the rows' ``makes``; "export-314" stands for the sums and acts of that programme. Only what
# reads the order of a case's own programme is said of the case (``reliance.is_of``).
_MONEY = (Action.PROPOSE_GRANT, Action.PREPARE_GRANT, Action.GRANT, "annex-2", "calculation-sheet")
_REFUSAL = (Action.PREPARE_REFUSAL, Action.REFUSE, "annex-5")
_HEARING = (Action.PROPOSE_REFUSAL, Action.HOLD_HEARING, "preliminary-decision", "hearing-minutes")
_HELD = (Action.HOLD_HEARING, "hearing-minutes")
_TERMS = (
    Action.REGISTER,
    Action.COMPLETE,
    Action.REJECT_INCOMPLETE,
    Action.GRANT,
    Action.REFUSE,
    "registration-notice",
)
_OBLIGATION = (
    Action.PREPARE_CLOSE,
    Action.CLOSE,
    Action.PREPARE_BREACH,
    Action.BREACH,
    "monitoring-conclusion",
    "demand",
)
_LEAVING = (ExportAction.PREPARE_LEAVING, ExportAction.LEAVE, "leaving-notice")


def _entry(key: str, clauses: str, *subjects: StrEnum | str) -> Interpretation:
    return Interpretation(key, tuple(clauses.split()), frozenset(str(subject) for subject in subjects))


REGISTER: tuple[Interpretation, ...] = (
    _entry("I-1", "342:9 314:12", *_MONEY),
    _entry("I-2", "342:9 342:A2 314:12", *_MONEY),
    _entry("I-3", "342:21 342:24 342:34 342:35 342:37 314:22 314:24", *_TERMS, *_HEARING, Action.PAY),
    _entry("I-4", "342:A6.7 342:9 342:11 314:3", *_TERMS, *_MONEY),
    _entry("I-5", "342:37 314:24", *_HEARING, *_REFUSAL),
    _entry("I-6", "342:22 342:A3.5.1 342:A3.18", Action.SIGN_AGREEMENT, Action.PAY, "annex-3"),
    _entry("I-7", "342:36 342:A2", Action.PREPARE_GRANT, Action.GRANT, *_REFUSAL, "annex-2"),
    _entry("I-8", "342:8.1 342:A1.11", Action.SUBMIT, "annex-1"),
    _entry("I-9", "342:A6.7", Action.REGISTER, "registration-notice"),
    _entry("I-10", "342:9 342:13 314:11", *_MONEY),
    _entry("I-11", "342:A6.8.2", Action.ANSWER_CHECK, *_MONEY, *_REFUSAL),
    _entry("I-12", "342:26 342:A3.5.1", *_OBLIGATION, Action.REPORT_QUARTER),
    _entry("I-13", "342:2 342:11.4 314:4", Action.ANSWER_CHECK, *_REFUSAL),
    _entry("I-14", "342:10.1 342:A2 314:20.2", *_MONEY),
    _entry("I-15", "342:24 342:A3.4.2", Action.PAY, Action.PREPARE_CLOSE, Action.CLOSE, "monitoring-conclusion"),
    _entry(
        "I-16",
        "342:A3.1 342:37 314:24",
        Action.JUDGE_LINE,
        Action.PROPOSE_GRANT,
        Action.PREPARE_GRANT,
        Action.GRANT,
        "annex-2",
        *_REFUSAL,
    ),
    _entry("I-17", "342:6", Action.SUBMIT, "intake-notice"),
    _entry("I-18", "342:27", Action.PREPARE_BREACH, Action.BREACH, "demand"),
    _entry("I-19", "342:11.7", Action.ANSWER_CHECK, *_REFUSAL),
    _entry("I-20", "342:9.2", *_MONEY),
    _entry("I-21", "342:23", Action.SIGN_AGREEMENT, Action.DECLINE, "decline-notice"),
    _entry("I-22", "314:22", "export-314", ExportAction.SEND_REMARKS, *_REFUSAL),
    _entry("I-23", "314:22", Action.ANSWER_CHECK, *_REFUSAL),
    _entry("I-24", "314:3", "export-314", Action.PROPOSE_GRANT, Action.GRANT),
    _entry("I-25", "314:3 314:22.1", *_LEAVING, "export-314"),
    _entry("I-26", "314:22.2 314:22.3 314:22.4", *_LEAVING, "calculation-sheet"),
    _entry("I-27", "314:22", Action.REGISTER, ExportAction.SEND_REMARKS, ExportAction.ANSWER_REMARKS, "remarks"),
    _entry("I-28", "314:22", *_OBLIGATION, Action.REPORT_QUARTER, Action.PAY),
    _entry("I-29", "314:22", Action.PREPARE_BREACH, Action.BREACH, "demand"),
    _entry("I-30", "314:16 314:17 314:18", "export-314", Action.SUBMIT),
    _entry("I-31", "314:20.1", "export-314", Action.ANSWER_CHECK),
    _entry("I-32", "314:11", *_MONEY),
    _entry("I-33", "314:24", Action.PROPOSE_REFUSAL, "preliminary-decision"),
    _entry("I-34", "314:11", *_MONEY),
    _entry("I-35", "314:12", *_MONEY),
    _entry("I-36", "342:11.3 342:11.7", Action.ANSWER_CHECK, *_REFUSAL),
    _entry("I-37", "342:35 342:37", Action.PREPARE_REJECTION, Action.REJECT_INCOMPLETE, "completeness-refusal"),
    _entry("I-38", "342:20", Action.GRANT, Action.PAY),
    _entry("I-39", "342:24 342:28 342:A3.5.1 314:22", Action.REPORT_QUARTER),
    _entry("I-40", "342:14 314:20", Action.WITHDRAW, "withdrawal-notice"),
    _entry("I-41", "342:22 342:A3.5.1", Action.SIGN_AGREEMENT, "annex-3"),
    _entry("I-42", "342:37 342:38 314:24", Action.RECORD_POSITION, Action.MOVE_HEARING, *_HELD, *_REFUSAL),
    _entry("I-43", "342:9 314:12", *_MONEY, Action.DECLINE, Action.TERMINATE),
    _entry("I-44", "342:A5 342:36 342:37 314:24", *_REFUSAL),
)
BY_ID: Mapping[str, Interpretation] = {entry.id: entry for entry in REGISTER}


def interpretations_for(subject: StrEnum | str) -> tuple[Interpretation, ...]:
    """The entries that an act (``Action``) or a document (``"annex-2"``) relies on, in the order of the register."""
    return tuple(entry for entry in REGISTER if str(subject) in entry.subjects)


def by_ids(ids: Iterable[str]) -> tuple[Interpretation, ...]:
    """Entries by number, each once, in the order of the register. KeyError for a number that was never given."""
    wanted = {BY_ID[key].id for key in ids}
    return tuple(entry for entry in REGISTER if entry.id in wanted)
