"""``dms law impact``: what a trial finds, told case by case as it goes, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

import click

from dms import scope
from dms.extensions import db
from dms.impact.judge import Answer
from dms.impact.trial import Affected, Totals, Trial
from dms.queries import impact as queries
from dms.services import clock
from workflows.clock import local
from workflows.money import format_plain, format_tenge
from workflows.programmes import Edition

Json = dict[str, object]


def tell(editions: Iterable[Edition], *, as_json: bool, lang: str) -> None:
    """Tries each edition on the cases of its programme, within one transaction that can write nothing."""
    with scope.acting(scope.SYSTEM):
        queries.only_read()
        try:
            trials = [Trial(edition, clock.now()) for edition in editions]
            if as_json:
                _as_json(trials)
            else:
                for trial in trials:
                    _in_words(trial, lang)
        finally:
            db.session.rollback()


def _as_json(trials: list[Trial]) -> None:
    """One array, written case by case: however many there are, they never stand in memory together."""
    for place, trial in enumerate(trials):
        click.echo("[" if place == 0 else ",")
        head = json.dumps({"programme": trial.new.programme, "new": trial.new.name}, ensure_ascii=False)
        click.echo(f'{head[:-1]}, "cases": ['.encode())
        for number, one in enumerate(trial.affected()):
            click.echo(f"{',' if number else ''}{json.dumps(_case_json(one), ensure_ascii=False)}".encode())
        click.echo(f'], "totals": {json.dumps(_totals_json(trial.totals), ensure_ascii=False)}}}'.encode())
    click.echo("]")


def _case_json(one: Affected) -> Json:
    return {
        "case": one.case,
        "applicant": one.applicant,
        "state": one.state,
        "edition": one.edition,
        "decided_on": one.decided_on.isoformat() if one.decided_on else None,
        "decided_differently": one.decided_differently,
        "money": f"{one.money:.2f}",
        "because": list(one.because),
        "old": _answer_json(one.old, one.new),
        "new": _answer_json(one.new, one.old),
    }


def _answer_json(answer: Answer, other: Answer) -> Json:
    """The answer; of the checks only those that stand otherwise in the other one."""
    checks = {key: _verdict(answer, key) for key in _turned(answer, other)}
    return {
        "outcome": answer.outcome.value,
        "total": format_plain(answer.total),
        "clause": answer.clause or None,
        "checks": checks,
        "missing": list(answer.missing),
        "term": answer.term or None,
        "due_at": _moment(answer.due_at),
        "result_at": _moment(answer.result_at),
    }


def _turned(answer: Answer, other: Answer) -> Iterator[str]:
    keys = dict.fromkeys((*answer.checks, *other.checks))
    return (key for key in keys if _verdict(answer, key) != _verdict(other, key))


def _verdict(answer: Answer, key: str) -> str:
    """How a check stands: its verdict, ``open``, or ``not_asked``."""
    if key not in answer.checks:
        return "not_asked"
    verdict = answer.checks[key]
    return verdict.value if verdict else "open"


def _moment(moment: datetime | None) -> str | None:
    return local(moment).isoformat() if moment else None


def _totals_json(totals: Totals) -> Json:
    return {
        "cases": totals.cases,
        "affected": totals.affected,
        "decided_differently": totals.differently,
        "more": format_plain(totals.more),
        "less": format_plain(totals.less),
        "unjudged": totals.unjudged,
    }


def _in_words(trial: Trial, lang: str) -> None:
    click.echo(f"{trial.new.programme}: {trial.new.name}, {trial.new.title.get(lang)}")
    for one in trial.affected():
        when = f"decided {one.decided_on}" if one.decided_on else "open"
        click.echo(f"{one.case}  {one.applicant}  {when}, {one.edition}  because of {', '.join(one.because)}")
        for line in _changes(one):
            click.echo(f"    {line}")
    totals = trial.totals
    for reason in totals.unjudged:
        click.echo(f"cannot be judged: {reason}")
    if not totals.affected:
        click.echo(f"{totals.cases} cases: no difference")
        return
    money = f"{format_tenge(totals.more)} more, {format_tenge(totals.less)} less"
    click.echo(f"{totals.cases} cases: {totals.affected} affected, {totals.differently} decided differently; {money}")


def _changes(one: Affected) -> Iterator[str]:
    old, new = one.old, one.new
    if one.decided_differently:
        yield f"{_outcome(old)} -> {_outcome(new)}"
    for key in _turned(old, new):
        yield f"check {key}: {_verdict(old, key)} -> {_verdict(new, key)}"
    for kind in new.missing:
        if kind not in old.missing:
            yield f"missing: {kind}"
    for kind in old.missing:
        if kind not in new.missing:
            yield f"no longer missing: {kind}"
    for name, was, now in (("due", old.due_at, new.due_at), ("result", old.result_at, new.result_at)):
        if was != now:
            yield f"{name}: {_moment(was) or '-'} -> {_moment(now) or '-'}"


def _outcome(answer: Answer) -> str:
    return f"{answer.outcome} {format_tenge(answer.total)}" + (f" ({answer.clause})" if answer.clause else "")
