"""How the system decides, shown from the rows that decide; and the jobs that need a person."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.drawing import draw
from dms.errors import NotVisible
from dms.queries import jobs as job_queries
from dms.services import clock, stalled
from dms.services import register as register_job
from dms.views.admin import blueprint
from dms.views.flashes import done, wrong
from workflows import interpretations as register
from workflows.diagram import MACHINES
from workflows.states import Role


@blueprint.get("/workflow/<name>")
@staff(Role.ADMINISTRATOR)
def workflow(name: str) -> str:
    if name not in MACHINES:
        raise NotVisible
    machine, _terms = MACHINES[name]
    return render_template("admin/workflow.html", name=name, names=MACHINES, machine=machine, drawing=draw(machine))


@blueprint.get("/interpretations")
@staff(Role.ADMINISTRATOR)
def interpretations() -> str:
    return render_template("admin/interpretations.html", entries=register.REGISTER)


@blueprint.get("/jobs")
@staff(Role.ADMINISTRATOR)
def jobs() -> str:
    troubled, refused = job_queries.list_troubled(clock.machine_now()), register_job.refused(clock.now())
    return render_template("admin/jobs.html", rows=troubled, refused=refused)


@blueprint.post("/jobs/<int:number>/again")
@staff(Role.ADMINISTRATOR)
def repeat_job(number: int) -> Response:
    if stalled.again(number, by=current_user, now=clock.now()):
        done(_("The job is in the queue again; it begins within a minute."))
    else:
        wrong(_("There is nothing to repeat: the job has not failed, or the same work waits already."))
    return redirect(url_for("admin.jobs"))
