"""The case: its overview, the money, what went to and fro, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import staff
from dms.formatting import decimal, text
from dms.models import Case
from dms.queries import cases, history, letters, organisations, signatures, supplements
from dms.services import clock
from dms.services.files import lone_files, openings
from dms.services.judging.law import edition_of
from dms.services.papers.parts import address, full_name
from dms.views.desk import blueprint
from dms.views.desk.calculation import sums_of
from dms.views.desk.calendar import strip_of
from dms.views.desk.correspondence import exchanged
from dms.views.desk.filters import written_day
from dms.views.desk.frame import show, standing_of
from dms.views.desk.told import entry_of
from dms.views.file_answers import attachment
from dms.views.letter_rows import row_of
from dms.views.untold import notes_of
from forms.desk_base import NoteForm
from workflows.states import Right


@blueprint.get("/c/<public_id>/")
@staff()
def case(public_id: str) -> str:
    standing = standing_of(public_id)
    found = standing.case
    may_note = standing.may(Right.NOTE)
    return show(
        standing, "overview",
        summary=summary_of(found), costs=found.content.get("costs", []),
        subitems=edition_of(found).costs.subitem_by_key,
        untold=notes_of(signatures.papers_untold(found.id), found, side="operator"),
        sums=sums_of(found, clock.now()), strip=strip_of(found, clock.now()),
        may_note=may_note, case_notes=history.notes_of(found.id) if may_note else [], note_form=NoteForm(),
        decisions=cases.decisions(found.id), signers=organisations.signing_members(found.id, found.organisation_id),
    )  # fmt: skip


@blueprint.get("/c/<public_id>/powers/<int:member>")
@staff()
def power(public_id: str, member: int) -> Response:
    """The paper on which a person acts for the applicant (342:19)."""
    found = standing_of(public_id).case
    file = lone_files.let_out(organisations.get_member_paper(found.organisation_id, member))
    openings.record(file, current_user, found, "download")
    return attachment(file)


@blueprint.get("/c/<public_id>/money")
@staff()
def money(public_id: str) -> str:
    return show(standing_of(public_id), "money")


@blueprint.get("/c/<public_id>/correspondence")
@staff()
def correspondence(public_id: str) -> str:
    standing = standing_of(public_id)
    now = clock.now()
    return show(
        standing, "correspondence", exchanged=exchanged(standing.case),
        letters=[row_of(letter, now) for letter in letters.list_of_case(standing.case.id)],
    )  # fmt: skip


@blueprint.get("/c/<public_id>/history", endpoint="history")
@staff()
def history_tab(public_id: str) -> str:
    standing = standing_of(public_id)
    before = request.args.get("before", type=int)
    found = history.entries_of(standing.case.id, before=before, limit=history.PAGE + 1)
    shown = found[: history.PAGE]
    older = shown[-1][0].case_seq if len(found) > history.PAGE else None
    return show(
        standing, "history",
        entries=[entry_of(entry, actor, standing.case) for entry, actor in shown],
        openings=history.openings_of(standing.case.id),
        older_url=url_for("desk.history", public_id=public_id, before=older) if older else None,
    )  # fmt: skip


def summary_of(case: Case) -> list[dict[str, Any]]:
    """What the application says, item by item, for a quick look."""
    told = case.content
    head, contact = told.get("head") or {}, told.get("contact") or {}
    bank = told.get("bank") or {}
    paid_to = supplements.bank_at(case, clock.now()) if case.granted_sum is not None else bank
    rows = (
        (_("Applicant"), told.get("applicant_name") or case.organisation.name),
        (_("Address"), address(told)),
        (_("First head"), _line(full_name(head), head.get("position"), head.get("phone"))),
        (_("State registration"), _line(told.get("registration_no"), written_day(told.get("registration_date")))),
        (_("Staff, of them citizens"), _line(told.get("staff_total"), told.get("staff_citizens"))),
        (_("Local content, %"), told.get("local_content_share") and decimal(told["local_content_share"])),
        (_("Activity"), _line(told.get("oked_code"), told.get("oked_name"))),
        (_("Products"), told.get("products") or _promoted(told)),
        (_("Bank details"), _bank(bank)),
        (_("Bank details in force"), _bank(paid_to) if paid_to != bank else ""),
        (_("Contact person"), _line(full_name(contact), contact.get("phone"), contact.get("email"))),
    )
    return [{"label": label, "value": text(str(value))} for label, value in rows if value]


def _bank(details: Mapping[str, Any]) -> str:
    return _line(*(details.get(part) for part in ("name", "iban", "bic", "kbe")))


def _promoted(told: Mapping[str, Any]) -> str:
    """Goods and services under their codes, where the form asks for them."""
    goods = [_line(good.get("code"), good.get("name")) for good in told.get("goods") or ()]
    services = [_line(row.get("oked_code"), row.get("oked_name")) for row in told.get("services") or ()]
    return "; ".join(filter(None, (*goods, *services)))


def _line(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part not in (None, ""))
