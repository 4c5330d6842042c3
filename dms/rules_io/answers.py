"""What the rules answer, as the JSON that the command line promises; the open door over HTTP gives the same."""

from __future__ import annotations

import json

from workflows.calculation import Result
from workflows.clock import Term, local
from workflows.deadlines import Deadlines
from workflows.money import format_plain

Json = dict[str, object]


def encode(answer: object) -> bytes:
    """The answer as it is given out, byte for byte the same at every door."""
    return json.dumps(answer, ensure_ascii=False, indent=1).encode() + b"\n"


def results_json(results: Result | list[Result], lang: str = "kk") -> Json | list[Json]:
    """The answer in the form of the question: to one application, or to a list of them."""
    if isinstance(results, list):
        return [result_json(result, lang) for result in results]
    return result_json(results, lang)


def result_json(result: Result, lang: str = "kk") -> Json:
    """The answer to one application of ``dms calculate``."""
    return {
        **({"edition_assumed": True} if result.edition_assumed else {}),
        "total": format_plain(result.total),
        "lines": [
            {
                "id": line.id,
                "accepted": format_plain(line.accepted),
                "rate": format_plain(line.rate),
                "proposed": format_plain(line.proposed),
                "granted": format_plain(line.granted),
                "refused_because": line.refused_because,
            }
            for line in result.lines
        ],
        "caps": [
            {
                "group": cap.group,
                "window": cap.window,
                "limit": format_plain(cap.limit),
                "used": format_plain(cap.used),
                "left": format_plain(cap.left),
                "clause": cap.clause,
            }
            for cap in result.caps
        ],
        "outcome": result.outcome.value,
        "clause": result.clause,
        "trace": [{"step": step.step.get(lang), "result": step.result, "clause": step.clause} for step in result.trace],
    }


def deadlines_json(deadlines: Deadlines, lang: str = "kk") -> Json:
    """The answer to one ``--submitted`` of ``dms deadlines``; moments as clocks in Almaty show them."""
    return {
        "programme": deadlines.programme,
        "edition": deadlines.edition,
        **({"edition_assumed": True} if deadlines.edition_assumed else {}),
        "submitted_at": local(deadlines.submitted_at).isoformat(),
        "registered_at": deadlines.registered_at.isoformat(),
        "terms": [_term(term, lang) for term in deadlines.terms],
    }


def _term(term: Term, lang: str) -> Json:
    return {
        "key": term.key,
        "due_at": term.due_at.isoformat(),
        "working_days": term.days,
        "clause": term.clause,
        "provisional": term.provisional,
        "skipped": [{"date": day.date.isoformat(), "why": day.why.get(lang)} for day in term.skipped],
    }
