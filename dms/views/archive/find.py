"""The search of the archive: the same over ended cases alone."""

from __future__ import annotations

from flask import g, url_for
from flask_babel import gettext as _
from flask_login import current_user

from dms.access import staff
from dms.queries.finding import Found, Seeker
from dms.queries.packages import KEPT
from dms.queries.reading import readable, reader_of
from dms.services import clock
from dms.services.files.file_check import scanning
from dms.views import finding
from dms.views.archive import blueprint
from dms.views.archive.search import READERS, states_of_reader
from dms.views.desk.find import link as to_paper


@blueprint.get("/find")
@staff(*READERS)
def find() -> str:
    who = reader_of(current_user, clock.today(), g.roles)
    seen = readable(who, KEPT)
    room = finding.Room(
        endpoint="archive.find",
        layout="layouts/desk.html",
        seeker=Seeker(who, seen, scanning()),
        states=tuple(states_of_reader()),
        link=_link,
        note=_("Ended cases: numbers, names, sums, and the words of the documents, page by page."),
    )
    return finding.page(room)


def _link(found: Found) -> str:
    return to_paper(found) if found.document else url_for("archive.case", public_id=found.case.public_id)
