"""Who may call which view. Every view carries exactly one marker; the guard runs before it, and an application with
an unmarked view does not start. Rights to one case are a different matter: see ``queries/cases.py`` and
``workflows/rights.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from dms import scope
from dms.errors import NotPermitted
from dms.queries import people
from dms.services import clock
from workflows.states import Role

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Access:
    """``kind``: anybody, anybody logged in, the applicant's side, or the operator's side with one of ``roles``
    (empty: any role)."""

    kind: Literal["public", "signed_in", "applicant", "staff"]
    roles: frozenset[Role] = frozenset()


#: Endpoints that belong to libraries or to Flask itself.
FOREIGN: dict[str, Access] = {"static": Access("public")}


#: Where staff without a second factor may still go: to set it up, and away.
ENROLLING = frozenset(
    {
        "security.two_factor_setup",
        "security.two_factor_setup_validate",
        "security.verify",
        "account.sign_out",
    }
)


def _mark(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        if hasattr(view, "access"):
            raise RuntimeError(f"{view.__name__} has two access markers")
        view.access = access  # type: ignore[attr-defined]  # a function carries it
        return view

    return mark


def public(view: View) -> View:
    """Open to everybody."""
    return _mark(Access("public"))(view)


def signed_in(view: View) -> View:
    """Open to everybody who has logged in; shows only the person's own things."""
    return _mark(Access("signed_in"))(view)


def applicant(view: View) -> View:
    """For people who are not the operator's staff."""
    return _mark(Access("applicant"))(view)


def staff(*roles: Role) -> Callable[[View], View]:
    """For the operator's staff holding one of ``roles`` today; with none named, any role."""
    return _mark(Access("staff", frozenset(roles)))


def access_of(app: Flask, endpoint: str) -> Access | None:
    """The marker of an endpoint, None where there is none."""
    marked: Access | None = getattr(app.view_functions[endpoint], "access", None)
    return marked or FOREIGN.get(endpoint)


def verify_routes(app: Flask) -> None:
    """Raises: RuntimeError naming every endpoint without a marker."""
    bare = sorted(name for name in app.view_functions if access_of(app, name) is None)
    if bare:
        raise RuntimeError(f"views without an access marker: {', '.join(bare)}")


def init_app(app: Flask) -> None:
    app.before_request(enter)
    app.teardown_request(lambda _error: scope.enter(scope.NOBODY))


def enter() -> Response | None:
    """Before every view: sets the database scope of the person and refuses who may not come in."""
    scope.enter(scope.NOBODY)
    g.roles = frozenset()
    if current_user.is_authenticated:
        today = clock.today()
        g.roles = people.staff_roles(current_user, today)
        scope.enter(people.scope_for(current_user, today, g.roles))
    if request.endpoint is None:
        return None
    access = access_of(current_app, request.endpoint)
    if access is None:
        raise NotPermitted
    return _judge(access)


def _judge(access: Access) -> Response | None:
    if access.kind == "public":
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    if not _lets_in(access):
        raise NotPermitted
    if _lacks_second_factor() and request.endpoint not in ENROLLING:
        return redirect(url_for("security.two_factor_setup"))
    return None


def _lacks_second_factor() -> bool:
    """Whether somebody of the staff came in by a password alone. He sets up a second factor before anything else; a
    log-in by EDS is one."""
    settings = current_app.config["SETTINGS"]
    if settings.demo or not settings.staff_second_factor or not current_user.is_staff:
        return False
    return not (current_user.tf_primary_method or session.get("by_eds") == current_user.fs_uniquifier)


def may_open(endpoint: str) -> bool:
    """Whether the person of this request would be let into a view: menus ask, so that they offer just that."""
    access = access_of(current_app, endpoint)
    return access is not None and (access.kind == "public" or (current_user.is_authenticated and _lets_in(access)))


def _lets_in(access: Access) -> bool:
    """Whether somebody who has logged in may call a view of this kind."""
    if access.kind == "applicant":
        return not current_user.is_staff
    if access.kind == "staff":
        return bool(g.roles & access.roles if access.roles else g.roles)
    return True
