"""The first page, the service passport, the contacts."""

from __future__ import annotations

from flask import current_app, render_template

from dms.access import public
from dms.passport import rows
from dms.queries import money
from dms.queries import public as queries
from dms.services import clock, reference
from dms.services.law import edition_on
from dms.views.public import blueprint
from workflows.mci import NoMci
from workflows.programmes import TITLES
from workflows.programmes.costs import Costs
from workflows.programmes.editions import DOMESTIC as PROGRAMME


@blueprint.get("/")
@public
def home() -> str:
    edition = edition_on(PROGRAMME, clock.today())
    return render_template(
        "public/home.html",
        title=TITLES[PROGRAMME],
        intake=money.intake(PROGRAMME),
        notices=queries.list_intake_notices(PROGRAMME),
        caps=_caps(edition.costs),
        types=edition.costs.types,
    )


def _caps(costs: Costs) -> list[dict[str, object]]:
    """The limits of today in MCI and, where the value of the day is known, in tenge."""
    try:
        mci = reference.mci_on(clock.today())
    except NoMci:
        mci = None
    return [
        {"types": [t.short for t in costs.types if t.key in cap.types], "mci": cap.mci, "clause": cap.clause,
         "tenge": cap.limit(mci) if mci is not None else None}
        for cap in costs.caps
    ]  # fmt: skip


@blueprint.get("/passport")
@public
def passport() -> str:
    return render_template("public/passport.html", title=TITLES[PROGRAMME], rows=rows())


@blueprint.get("/contacts")
@public
def contacts() -> str:
    return render_template("public/contacts.html", settings=current_app.config["SETTINGS"])
