"""The applicant's first page: his cases, a new application, one made from an old one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import applicant
from dms.errors import NotVisible
from dms.models import Case
from dms.queries import cases, money, organisations, people, portal
from dms.services import clock
from dms.services.draft import application
from dms.services.judging.law import edition_on
from dms.views.account.organisations import invitations_to
from dms.views.flashes import done
from dms.views.portal import blueprint
from dms.views.portal.cards import MARKETS, card_of
from dms.views.portal.common import need
from forms.base import BaseForm
from workflows.programmes.checks import Check, CheckGroup
from workflows.programmes.edition import Edition
from workflows.programmes.editions import PROGRAMMES
from workflows.states import CaseState


@blueprint.get("/")
@applicant
def home() -> str:
    today = clock.today()
    own = organisations.list_own(current_user, today)
    before = request.args.get("before", type=int)
    rows = portal.my_cases(current_user, today, before=before)
    hearings = portal.hearings_of([row.id for row in rows if row.state == CaseState.HEARING])
    return render_template(
        "portal/home.html",
        organisations=own,
        lapsed=organisations.list_lapsed(current_user, today),
        invitations=invitations_to(current_user),
        cards=[card_of(row, clock.now(), hearings.get(row.id)) for row in rows],
        first=before is None,
        more=rows[-1].id if len(rows) == portal.PAGE else None,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A programme to apply in. ``waits``: its law takes applications only while there is money, and there is none."""

    edition: Edition
    conditions: tuple[Check, ...]
    waits: bool


@blueprint.get("/start")
@applicant
def start() -> str:
    today = clock.today()
    found = [edition_on(programme, today) for programme in PROGRAMMES]
    own = organisations.list_own(current_user, today)
    choices = [_choice(edition) for edition in found]
    return render_template("portal/start.html", organisations=own, choices=choices, markets=MARKETS)


def _choice(edition: Edition) -> Choice:
    conditions = tuple(check for check in edition.checks.all if check.group is CheckGroup.ELIGIBILITY)
    intake = money.intake(edition.programme)
    closes = edition.timing.intake_notice is not None
    return Choice(edition, conditions, waits=closes and not (intake and intake.is_open))


@blueprint.post("/new")
@applicant
def new() -> Response:
    BaseForm().validate()
    programme = request.form.get("programme", "")
    if programme not in PROGRAMMES:
        raise NotVisible
    organisation = organisations.get_own(request.form.get("organisation", ""), current_user, clock.today())
    if "draft" not in people.powers_for(current_user, organisation.id, clock.today()):
        raise NotVisible
    case = application.open_draft(organisation, current_user, _paper_language(), programme=programme)
    return redirect(url_for("portal.draft", public_id=case.public_id))


@blueprint.post("/c/<public_id>/copy")
@applicant
def copy(public_id: str) -> Response:
    old = need(cases.get_case(public_id, current_user, clock.today()), "draft")
    case = application.open_draft(old.organisation, current_user, old.language, like=old)
    done(_made_like(old))
    return redirect(url_for("portal.draft", public_id=case.public_id))


def _made_like(old: Case) -> str:
    lent = (
        _("Made from the earlier application. Its costs are copied too, without their papers.")
        if application.lends_costs(old)
        else _("Made from the earlier application, but for its costs: they are asked for there. Add the new ones.")
    )
    return str(lent) + " " + str(_("Give your declarations anew."))


def _paper_language() -> str:
    """An application is written in Kazakh or Russian (342:16)."""
    return "ru" if current_user.locale == "ru" else "kk"
