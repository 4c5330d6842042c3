"""The first page, the service passport, the contacts: each of both programmes."""

from __future__ import annotations

from flask import current_app, render_template
from flask_babel import gettext as _

from dms import good_files, known_of_314, passport
from dms.access import public
from dms.config import Settings
from dms.formatting import language, text
from dms.pdf.findings import REFUSALS
from dms.queries import public as queries
from dms.services import clock
from dms.services.judging.law import edition_on
from dms.services.tables import reference
from dms.views.public import blueprint
from dms.views.public.programmes import FIGURES, STEPS, chosen, standing_of, tabs
from workflows.calculation import CapRule
from workflows.mci import NoMci
from workflows.programmes import TITLES
from workflows.programmes.costs import Costs
from workflows.programmes.editions import DOMESTIC, PROGRAMMES
from workflows.text import Text


@blueprint.get("/")
@public
def home() -> str:
    programme, today = chosen(), clock.today()
    edition = edition_on(programme, today)
    return render_template(
        "public/home.html",
        edition=edition,
        standing=[standing_of(edition_on(key, today)) for key in PROGRAMMES],
        tabs_of=tabs("public.home", programme),
        closes=edition.timing.intake_notice is not None,
        notices=queries.list_intake_notices(programme),
        caps=_caps(edition.costs),
        figures=FIGURES[programme](),
        steps=STEPS[programme](),
        passport_link=_("Service passport: everything the order says")
        if programme == DOMESTIC
        else _("What is known of the order, and what is not"),
    )


def _caps(costs: Costs) -> list[dict[str, object]]:
    """The limits of today in MCI and, where the value of the day is known, in tenge."""
    try:
        mci = reference.mci_on(clock.today())
    except NoMci:
        mci = None
    return [
        {"name": _cap_name(costs, cap), "mci": cap.mci, "tenge": cap.limit(mci) if mci is not None else None}
        for cap in costs.caps
    ]


def _cap_name(costs: Costs, cap: CapRule) -> str:
    """The types under the cap; where they are many, which they are by number."""
    types = [kind for kind in costs.types if kind.key in cap.types]
    if len(types) <= 2:
        return " + ".join(text(kind.short) for kind in types)
    return str(_("Costs of %(numbers)s", numbers=", ".join(kind.key for kind in types)))


@blueprint.get("/passport", endpoint="passport")
@public
def passport_page() -> str:
    programme = chosen()
    around = {"title": TITLES[programme], "tabs_of": tabs("public.passport", programme)}
    if programme == DOMESTIC:
        return render_template("public/passport.html", rows=passport.rows(), **around)
    edition = edition_on(programme, clock.today())
    return render_template(
        "public/known_of_314.html", rows=known_of_314.rows(edition), unknown=known_of_314.UNKNOWN, **around
    )


@blueprint.get("/contacts")
@public
def contacts() -> str:
    settings, lang = current_app.config["SETTINGS"], language()
    own = Text(settings.operator_name_kk, settings.operator_name_ru, settings.operator_name_en)
    city = Text(settings.operator_city_kk, settings.operator_city_ru, settings.operator_city_en)
    spoken, address = _address(settings, lang)
    named = city.get(spoken) in address
    return render_template(
        "public/contacts.html",
        settings=settings,
        name=own,
        city=None if named else city,
        address=address,
        address_lang=spoken,
    )


def _address(settings: Settings, lang: str) -> tuple[str, str]:
    """The operator's address with the language it is written in: the reader's, else Russian."""
    own = {"kk": settings.operator_address_kk, "en": settings.operator_address_en}.get(lang)
    return (lang, own) if own else ("ru", settings.operator_address_ru)


@blueprint.get("/good-files", endpoint="good_files")
@public
def good_files_page() -> str:
    limit = current_app.config["SETTINGS"].max_upload_mb
    return render_template("public/good_files.html", subjects=good_files.SUBJECTS, limit=limit << 20, refusals=REFUSALS)
