"""Where order 342 asks for what the shared guards check up to registration, and how it names what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.programmes.domestic_342.form_items import ITEM_BY_KEY
from workflows.programmes.form import gap_name
from workflows.programmes.papers import Papers
from workflows.text import Text

CITES: Mapping[str, str] = {
    "intake_open": "342:6",
    "nothing_missing": "342:33",
    "files_sound": "342:17",
    "frozen": "342:33",
    "signed_by_applicant": "342:19",
    "may_sign_for_applicant": "342:19",
    "may_speak_for_applicant": "342:19",
    "may_draft_for_applicant": "342:19",
    "may_report_for_applicant": "342:19",
    "office_hours_reached": "342:A6.7",
    "not_given_to_another": "342:35",
}


def names_of(papers: Papers) -> Callable[[str], Text | None]:
    """The name of a gap: of a document kind or an item of Annex 1."""
    return lambda key: gap_name(key, papers.by_key, ITEM_BY_KEY)
