"""The pages of a package that open without the system: one in Kazakh, one in Russian, nothing but HTML."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app
from flask_babel import force_locale

from dms.event_labels import LABELS
from dms.events import Event
from dms.models import Case, JournalEntry
from dms.packages import layout
from workflows.labels import STATE_LABELS
from workflows.states import CaseState


def page(
    lang: str,
    case: Case,
    told: dict[str, Any],
    papers: list[dict[str, Any]],
    letters: list[dict[str, Any]],
    entries: list[JournalEntry],
    rules: dict[str, Any],
) -> bytes:
    """The page in ``lang``. The template knows no request: it is the same whoever packs."""
    template = current_app.jinja_env.get_template("archive/package/index.html")
    with force_locale(lang):
        html = template.render(
            lang=lang,
            other={code: path for code, path in layout.INDEX.items() if code != lang},
            case=case,
            told=told,
            state=STATE_LABELS[CaseState(case.state)].get(lang),
            papers=papers,
            letters=letters,
            by_id={row["id"]: row for row in (*papers, *letters)},
            entries=[_entry(row, lang) for row in entries],
            rules=rules,
            layout=layout,
        )
    return html.encode()


def _entry(row: JournalEntry, lang: str) -> dict[str, Any]:
    body = json.loads(row.body)
    return {
        "seq": row.case_seq,
        "at": row.at,
        "label": LABELS[Event(row.event)].get(lang),
        "who": body["actor"]["name"],
        "clause": body["clause"],
        "hash": row.hash,
    }
