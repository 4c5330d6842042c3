"""The form of a refusal: the grounds that the law of the case knows, what the officer's own answers say under each, and
what of the case may show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import SelectChoice

from dms.formatting import text
from dms.models import Answer, Case
from dms.queries import cases
from dms.services import clock
from dms.services.judging import grounds, law, sums
from dms.services.judging.given import Ground
from dms.services.judging.law import edition_of
from dms.services.papers.titles import title_of
from dms.views.desk.papers import facts_of
from forms.hearing import GroundsForm, OfferedGround, ProposeRefusalForm, grounds_form
from workflows.calculation import NotCalculable
from workflows.facts import CALCULATION, ChosenGround
from workflows.programmes.checks import Check
from workflows.states import Verdict
from workflows.text import Text, brief, join

#: Kinds of what shows a ground, as they stand before the key in a choice.
DOCUMENT, ANSWER = "document", "answer"


def form_of(case: Case, base: type[GroundsForm], filled: dict[str, Any]) -> GroundsForm:
    """The form for this case. A proposal begins with what was answered "no", a refusal with what was heard."""
    answers = cases.newest_answers(case.id, "check")
    offered = list(_offered(case, answers))
    hearing = None if issubclass(base, ProposeRefusalForm) else cases.newest_hearing(case.id)
    begun = _answered_no(case, offered, answers) if hearing is None else _heard(case, offered, hearing.grounds)
    return grounds_form(base, offered)(data={**filled, **begun})


def given_of(form: GroundsForm) -> tuple[Ground, ...]:
    """The chosen grounds as the act takes them."""
    return tuple(
        Ground(ground.number, facts, clause="" if ground.number else ground.clause, **_shown(value))
        for ground, facts, value in form.chosen()
    )


def _shown(value: str) -> dict[str, str]:
    kind, _colon, key = value.partition(":")
    return {"document": key} if kind == DOCUMENT else {"shown_by": key}


def _offered(case: Case, answers: dict[str, Answer]) -> Iterator[OfferedGround]:
    """The closed list; where grounds are open, every clause that a check of the case rests on, those answered "no"
    first."""
    papers, nothing_left = tuple(_papers(case)), _leaves_nothing(case)
    closed = edition_of(case).grounds.closed
    if closed:
        places = [(str(number), number, ground.clause, ground.title) for number, ground in closed.items()]
    else:
        due = sorted(law.checks_due(case), key=lambda check: not _is_no(answers, check.key))
        clauses = dict.fromkeys(check.clause for check in due if check.clause)
        places = [(str(place), 0, clause, _requirements(due, clause, answers)) for place, clause in enumerate(clauses)]
    for name, number, clause, words in places:
        asked = _asked(case, number, clause)
        failed = tuple(_failed(case, key) for key in asked if _is_no(answers, key))
        sums_show = (
            nothing_left if edition_of(case).grounds.is_unfit(ChosenGround(number=number, clause=clause)) else ()
        )
        note = _("Its checks are answered, none with “no”.") if _all_well(asked, answers) else ""
        yield OfferedGround(name, clause, number, words, (*failed, *sums_show, *papers), note)


def _requirements(due: Iterable[Check], clause: str, answers: dict[str, Answer]) -> Text:
    """What the clause asks, by the checks on it: those answered "no", else all."""
    on_it = [check for check in due if check.clause == clause]
    return join((check.title for check in [c for c in on_it if _is_no(answers, c.key)] or on_it), "; ")


def _asked(case: Case, number: int, clause: str) -> tuple[str, ...]:
    """Keys of the checks of the case under a ground."""
    edition, due = edition_of(case), {check.key for check in law.checks_due(case)}
    under = edition.grounds.checks_under(ChosenGround(number=number, clause=clause), edition.checks)
    return tuple(key for key in under if key in due)


def _is_no(answers: dict[str, Answer], key: str) -> bool:
    return key in answers and answers[key].verdict == Verdict.NO


def _all_well(asked: Sequence[str], answers: dict[str, Answer]) -> bool:
    return bool(asked) and all(key in answers and not _is_no(answers, key) for key in asked)


def _failed(case: Case, key: str) -> SelectChoice:
    title = text(brief(edition_of(case).checks.by_key[key].title))
    return SelectChoice(f"{ANSWER}:{key}", title, optgroup=_("Checks answered “no”"))


def _leaves_nothing(case: Case) -> tuple[SelectChoice, ...]:
    """The calculation as what shows a ground, where it leaves nothing."""
    try:
        total = sums.of_case(case, clock.now()).total
    except NotCalculable:
        return ()
    told = _("The calculation: nothing is left to reimburse")
    return () if total > 0 else (SelectChoice(f"{ANSWER}:{CALCULATION}", told, optgroup=_("Calculation")),)


def _papers(case: Case) -> Iterator[SelectChoice]:
    for paper in grounds.showing(case):
        label = f"{text(brief(title_of(paper.kind, case)))} — {facts_of(paper)}"
        yield SelectChoice(f"{DOCUMENT}:{paper.public_id}", label, optgroup=_("Documents of the case"))


def _answered_no(case: Case, offered: Sequence[OfferedGround], answers: dict[str, Answer]) -> dict[str, Any]:
    """Every ground with a check answered "no" is ticked, with what the officer noted."""
    found: dict[str, Any] = {}
    for ground in offered:
        failed = [key for key in _asked(case, ground.number, ground.clause) if _is_no(answers, key)]
        if failed:
            notes = "\n".join(answers[key].note for key in failed if answers[key].note)
            found |= _begun(ground.name, notes, f"{ANSWER}:{failed[0]}")
    return found


def _heard(case: Case, offered: Sequence[OfferedGround], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    names = {ground.clause: ground.name for ground in offered}
    found: dict[str, Any] = {}
    for row in rows:
        name = names.get(grounds.ground_of(case, row).clause)
        kind, key = (DOCUMENT, row.get("document")) if row.get("document") else (ANSWER, row.get("shown_by"))
        if name is not None:
            found |= _begun(name, row.get("facts", ""), f"{kind}:{key}" if key else "")
    return found


def _begun(name: str, facts: str, shown: str) -> dict[str, Any]:
    return {f"ground_{name}": True, f"facts_{name}": facts, f"shown_{name}": shown}
