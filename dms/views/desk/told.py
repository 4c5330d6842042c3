"""An entry of the journal in words: what happened, who did it, by which clause, on which facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dms.event_labels import LABELS
from dms.events import Event
from dms.formatting import dmyhm, language, money, state_label, text
from dms.kept import Kept
from dms.models import Case, Document, JournalEntry
from dms.queries import documents
from dms.services.judging import grounds
from dms.services.judging.law import edition_of
from dms.services.papers.titles import title_of
from dms.services.tables import reference
from dms.signing.types import Verdict as Judged
from dms.views.desk.filters import line_words
from dms.views.desk.registers import FAULTS
from forms.letters import WAYS
from workflows.labels import DRAFT_LABELS, VERDICT_LABELS
from workflows.letter_kinds import KIND_LABELS, LetterKind
from workflows.registers import TITLES, Register
from workflows.states import DraftKind, Verdict
from workflows.text import Text

#: Colour of the events that stand out.
TONES = {
    Event.GRANTED: "green", Event.PAID: "green", Event.CLOSED: "green", Event.COMPLETED: "green",
    Event.REFUSED: "red", Event.REJECTED_INCOMPLETE: "red", Event.BREACH_DECLARED: "red", Event.TERMINATED: "red",
    Event.SIGNATURE_REFUSED: "red", Event.DOCUMENT_NOT_ACCEPTED: "red", Event.REFUSAL_PROPOSED: "gold",
    Event.DRAFT_RETURNED: "gold", Event.SENT_BACK: "gold", Event.PAYMENT_SUSPENDED: "gold",
    Event.TERMS_RECOUNTED: "gold", Event.HEARING_ON_DAY_OFF: "gold",
}  # fmt: skip
#: What was found of a signature.
SIGNATURES: Mapping[str, Any] = {
    Judged.VALID: _l("Signature is valid"),
    Judged.INVALID: _l("Signature is not valid"),
    Judged.CANNOT_TELL: _l("Cannot tell"),
}
SYSTEM = Text("жүйе", "система", "the system")


@dataclass(frozen=True, slots=True, eq=False)  # the drawn part of a kept entry is found by the entry itself
class Entry:
    """An entry for the part ``timeline``: ``facts`` as (label, value), its place ``no`` and its hash in the chain."""

    title: Text
    at: datetime
    by: str | Text
    clause: str
    tone: str
    facts: tuple[tuple[str, str], ...]
    no: int | None
    hash: str


_made: Kept[Hashable, Entry] = Kept(2_000)


def entry_of(entry: JournalEntry, actor: str | None, case: Case) -> Entry:
    """The entry in words. It never changes itself; what it speaks of is told as this version of the case and
    the tables of reference know it."""
    if '"grounds"' in entry.body:  # names papers by their files, which are known by no version of the case
        return _worded(entry, actor, case)
    key = (entry.hash, actor, case.public_id, case.version, reference.mark(), language())
    return _made.get(key) or _made.put(key, _worded(entry, actor, case))


def _worded(entry: JournalEntry, actor: str | None, case: Case) -> Entry:
    said = json.loads(entry.body)
    event = Event(entry.event)
    return Entry(
        title=LABELS[event],
        at=entry.at,
        by=actor or SYSTEM,
        clause=said.get("clause", ""),
        tone=TONES.get(event, ""),
        facts=tuple(facts_of(said.get("facts", {}), case)),
        no=entry.case_seq,
        hash=entry.hash,
    )


def facts_of(facts: Mapping[str, Any], case: Case) -> Iterator[tuple[str, str]]:
    """The facts that a person reads, in the order of ``KNOWN``; the whole set stays in the journal."""
    if facts.get("from") and facts.get("to") and facts["from"] != facts["to"]:
        yield _("State"), f"{state_label(facts['from'])} → {state_label(facts['to'])}"
    for key, (label, show) in KNOWN.items():
        value = facts.get(key)
        if value not in (None, "", [], {}):
            shown = show(value, case) if show in OF_LAW else show(value)
            if shown:
                yield str(label), shown


def _line(key: str, case: Case) -> str:
    """The check or the line of completeness that was answered."""
    check = edition_of(case).checks.by_key.get(key)
    return text(check.title) if check else line_words(case, key)


def _cost(key: str, case: Case) -> str:
    names = {line["id"]: line.get("name") or key for line in case.content.get("costs", [])}
    return f"{key}. {names[key]}" if key in names else key


def _checks(keys: list[str], case: Case) -> str:
    return "; ".join(_line(key, case) for key in keys)


def _asked_again(keys: Mapping[str, list[str]], case: Case) -> str:
    return "; ".join(_line(key, case) for sheet in keys.values() for key in sheet)


def _kind(key: str, case: Case) -> str:
    if key in set(DraftKind):
        return text(DRAFT_LABELS[DraftKind(key)])
    return text(title_of(key, case))


def _verdict(value: str) -> str:
    """Of a check, or of a signature."""
    return text(VERDICT_LABELS[Verdict(value)]) if value in set(Verdict) else str(SIGNATURES.get(value, value))


def _told(value: Any) -> str:
    """Facts of a check; what a register said is shown on its own page."""
    return "; ".join(text(Text(**words)) for words in value) if isinstance(value, list) else ""


def _grounds(rows: list[dict[str, Any]], case: Case) -> str:
    papers = documents.documents_of(case.id) if any(row.get("document") for row in rows) else []
    return "; ".join(_ground(row, case, papers) for row in rows)


def _ground(row: dict[str, Any], case: Case, papers: Sequence[Document]) -> str:
    """A ground with its facts and, where it was kept with them, what shows it."""
    proof = grounds.proof_of(case, row, papers)
    told = f"{row.get('clause') or row.get('number')}: {row.get('facts', '')}"
    return f"{told} ({text(proof)})" if proof else told


def _moment(value: str) -> str:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return dmyhm(found) if found.tzinfo else f"{found:%d.%m.%Y}"


def _sum(value: Any) -> str:
    return money(Decimal(str(value)))


def _short(value: Any) -> str:
    return f"{str(value)[:16]}…"


#: Fact → its label and how its value is shown.
KNOWN: dict[str, tuple[Any, Callable[..., str]]] = {
    "number": (_l("Number"), str),
    "kind": (_l("Paper"), _kind),
    "key": (_l("Line"), _line),
    "cost_line": (_l("Cost line"), _cost),
    "line_refused": (_l("Judgement"), lambda refused: _("refused") if refused else _("accepted")),
    "checks": (_l("Checks"), _checks),
    "verdict": (_l("Result"), _verdict),
    "received_at": (_l("Received"), _moment),
    "told": (_l("Facts"), _told),
    "register": (_l("Register"), lambda value: text(TITLES[Register(value)])),
    "said_on": (_l("As of"), _moment),
    "origin": (_l("Who answered"), str),
    "letter": (_l("Number and day of the reply"), str),
    "letter_no": (_l("Registration number"), str),
    "letter_kind": (_l("Kind of the letter"), lambda key: text(KIND_LABELS[LetterKind(key)])),
    "subject": (_l("Subject"), str),
    "correspondent": (_l("Correspondent"), str),
    "responsible": (_l("Who answers"), str),
    "answer_by": (_l("To be answered by"), _moment),
    "due_reason": (_l("Why that day"), str),
    "sent_how": (_l("How was it sent?"), lambda key: str(WAYS.get(key, key))),
    "answered_by": (_l("Answered"), str),
    "fault": (_l("Trouble"), lambda value: str(FAULTS.get(value, value))),
    "note": (_l("Rests on"), str),
    "grounds": (_l("Grounds"), _grounds),
    "reasons": (_l("Reasons"), lambda value: value if isinstance(value, str) else ", ".join(map(str, value))),
    "remark": (_l("Remark"), str),
    "hearing_at": (_l("Hearing"), _moment),
    "place": (_l("Place"), str),
    "link": (_l("Link"), str),
    "position": (_l("Position"), str),
    "stays_away": (_l("Takes no part in the hearing"), lambda value: _("yes") if value else ""),
    "earlier_from": (_l("Agrees to be heard from"), lambda value: _moment(value) if value else ""),
    "came": (_l("Took part for the applicant"), lambda value: "; ".join(map(str, value))),
    "absent": (_l("Nobody came for the applicant"), lambda value: _("yes") if value else ""),
    "began_at": (_l("Began"), lambda value: _moment(value) if value else ""),
    "minutes": (_l("Minutes"), str),
    "found": (_l("Found"), str),
    "visited_on": (_l("Day of the visit"), _moment),
    "total": (_l("Sum"), _sum),
    "amount": (_l("Sum"), _sum),
    "released": (_l("Released"), _sum),
    "left": (_l("Left to return"), _sum),
    "reference": (_l("Number of the payment order"), str),
    "registered_at": (_l("Registered"), _moment),
    "act": (_l("Act"), str),
    "review_days": (_l("Working days of the review"), str),
    "due_was": (_l("Term before"), _moment),
    "due": (_l("Term now"), _moment),
    "result_was": (_l("Date of the result before"), _moment),
    "result": (_l("Date of the result now"), _moment),
    "provisional": (_l("Provisional"), lambda value: _("yes") if value else ""),
    "had_passed": (_l("Had passed already"), lambda value: _("yes") if value else ""),
    "concluded_on": (_l("Concluded on"), _moment),
    "asked_again": (_l("Asked again"), _asked_again),
    "sha256": ("SHA-256", _short),
    "interpretations": (_l("Interpretations"), ", ".join),
}  # fmt: skip
#: What is shown in the words of the case's law.
OF_LAW = (_line, _cost, _checks, _kind, _grounds, _asked_again)
