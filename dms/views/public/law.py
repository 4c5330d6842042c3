"""The words of a clause, for the small window beside it and as a page."""

from __future__ import annotations

from flask import render_template

from dms import law
from dms.access import public
from dms.errors import NotVisible
from dms.formatting import language
from dms.views.public import blueprint
from forms.annexes.places import place_of


@blueprint.get("/law/<ref>")
@public
def clause(ref: str) -> str:
    found = law.find(ref)
    if found is None:
        raise NotVisible
    return render_template("public/clause.html", found=found, has=law.has, place=place_of(found.ref, language()))
