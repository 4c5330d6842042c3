"""Fills what surrounds a page: menus by role, worklists with counts, the person, notices, the demo's clock."""

from __future__ import annotations

from flask import Flask, current_app, g, request, session, url_for
from flask_login import current_user

from dms.access import may_open
from dms.formatting import dmyhm, language
from dms.services import clock
from dms.shell import NavItem, Person, Shell
from dms.signing.words import GOST_2015_NOTE
from dms.wording import gettext as _
from workflows.labels import ROLE_LABELS
from workflows.states import Role

#: Menu of the operator's side: of each room the page at which the person may come in, the first that is open.
STAFF_MENU: tuple[tuple[str, ...], ...] = (
    ("desk.worklist",),
    ("desk.find",),
    ("money.account",),
    ("money.reports",),
    ("archive.search",),
    ("admin.users", "admin.tables"),
)


def init_app(app: Flask) -> None:
    app.add_template_global(may_open)
    app.jinja_env.globals["gost_note"] = GOST_2015_NOTE
    app.jinja_env.globals["upload_limit"] = app.config["SETTINGS"].max_upload_mb << 20

    @app.context_processor
    def around() -> dict[str, object]:
        return {"shell": shell()}


def shell() -> Shell:
    """The surroundings of this request's page. Kept for the request: layouts ask more than once."""
    if "shell" not in g:
        g.shell = _signed_in() if current_user.is_authenticated else _visitor()
    found: Shell = g.shell
    return found


def _visitor() -> Shell:
    return Shell(
        home_url=url_for("public.home"),
        language_url=url_for("account.language"),
        sign_in_url=url_for("security.login"),
        footer=_footer(),
        demo_clock=_demo_clock(),
        demo_url=url_for("public.demo_clock"),
        demo_moves=_demo_moves(),
    )


def _signed_in() -> Shell:
    staff = current_user.is_staff
    names = ", ".join(ROLE_LABELS[role].get(language()) for role in sorted(g.get("roles", ())))
    return Shell(
        home_url=url_for(_staff_home()) if staff else url_for("portal.home"),
        language_url=url_for("account.language"),
        nav=_staff_nav() if staff else _applicant_nav(),
        person=Person(current_user.name, names),
        menu=_menu(),
        sign_out_url=url_for("account.sign_out"),
        notices_url=url_for("account.notices"),
        notices_count=getattr(session, "unread", 0),
        footer=_footer(),
        demo_clock=_demo_clock(),
        demo_url=url_for("public.demo_clock"),
        demo_moves=_demo_moves(),
    )


def _staff_home() -> str:
    """The desk; who only administers has no cases there."""
    return "admin.users" if set(g.get("roles", ())) == {Role.ADMINISTRATOR} else "desk.worklist"


def _staff_nav() -> tuple[NavItem, ...]:
    labels = {
        "desk.worklist": _("Desk"),
        "desk.find": _("Search"),
        "money.account": _("Money"),
        "money.reports": _("Reports"),
        "archive.search": _("Archive"),
        "admin.users": _("Administration"),
        "admin.tables": _("Reference tables"),
    }
    doors = [door for room in STAFF_MENU if (door := next(filter(may_open, room), None))]
    here = _door_of(request.endpoint or "", doors)
    return tuple(NavItem(labels[door], url_for(door), door == here) for door in doors)


def _door_of(endpoint: str, doors: list[str]) -> str | None:
    """The door of the room in which a page lies: the page itself, else the first of the same part."""
    same = (door for door in doors if door.partition(".")[0] == endpoint.partition(".")[0])
    return endpoint if endpoint in doors else next(same, None)


def _applicant_nav() -> tuple[NavItem, ...]:
    return (
        NavItem(_("My applications"), url_for("portal.home"), _here("portal.home")),
        NavItem(_("Search"), url_for("portal.find"), _here("portal.find")),
        NavItem(_("Organisation"), url_for("account.organisations"), _here("account.organisations")),
        NavItem(_("Notices"), url_for("account.notices"), _here("account.notices")),
    )


def _menu() -> tuple[NavItem, ...]:
    return (NavItem(_("My account and sessions"), url_for("account.profile"), _here("account.profile")),)


def _footer() -> tuple[NavItem, ...]:
    return (
        NavItem(_("Service passport"), url_for("public.passport")),
        NavItem(_("Check a document"), url_for("public.check")),
        NavItem(_("Estimate"), url_for("public.estimate")),
        NavItem(_("Contacts"), url_for("public.contacts")),
    )


def _here(endpoint: str) -> bool:
    return request.endpoint == endpoint


def _demo_clock() -> str:
    """What the demo's clock shows; empty outside the demo, and then there is no strip."""
    return dmyhm(clock.now()) if current_app.config["SETTINGS"].demo else ""


def _demo_moves() -> tuple[tuple[str, str], ...]:
    return (
        ("office", _("Next office hour")),
        ("term", _("Next term")),
        ("quarter", _("Next quarter")),
        ("years", _("Two years")),
    )
