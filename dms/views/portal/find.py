"""The search of the applicant: in what his organisations handed in and were sent, and nowhere else."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import applicant
from dms.queries.finding import Found, Seeker
from dms.queries.reading import reader_of, visible_to
from dms.services import clock
from dms.services.files.file_check import scanning
from dms.views import finding
from dms.views.portal import blueprint
from workflows.states import CaseState


@blueprint.get("/search")
@applicant
def find() -> str:
    who = reader_of(current_user, clock.today())
    room = finding.Room(
        endpoint="portal.find",
        layout="layouts/portal.html",
        seeker=Seeker(who, visible_to(who, is_staff=False), scanning(), tuple(sorted(who.own))),
        states=tuple(CaseState),
        link=_link,
        note=_("Your applications, what you attached and what was sent to you."),
    )
    return finding.page(room)


def _link(found: Found) -> str:
    """To the file, else to the application."""
    version = found.document.current if found.document else None
    if version is not None:
        return url_for("files.download", case=found.case.public_id, version=version.public_id)
    return url_for("portal.case", public_id=found.case.public_id)
