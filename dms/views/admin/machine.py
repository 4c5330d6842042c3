"""How the system decides, shown from the rows that decide; and the jobs that need a person."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dms.access import staff
from dms.drawing import draw
from dms.errors import NotVisible
from dms.queries import fixity as fixity_queries
from dms.queries import jobs as job_queries
from dms.queries.machine import MOST, count_by_state
from dms.services import clock, files, fixity, stalled
from dms.services.desk import register as register_job
from dms.services.files import scan_alarm
from dms.views.admin import blueprint
from dms.views.flashes import done, wrong
from workflows import interpretations as register
from workflows.diagram import MACHINES, NAMES, term_words
from workflows.programmes import EDITIONS
from workflows.programmes.citing import citing_rules
from workflows.states import Role

#: Lost files that the page names.
LOST_SHOWN = 50


@blueprint.get("/workflow/<name>")
@staff(Role.ADMINISTRATOR)
def workflow(name: str) -> str:
    """One machine; of a programme the edition named by ``edition``, by default the newest, with the cases in it."""
    if name not in MACHINES:
        raise NotVisible
    known = EDITIONS.get(name, ())
    counts = count_by_state(known) if known else {}
    edition = next((row for row in known if row.name == request.args.get("edition")), known[-1] if known else None)
    machine, terms = (edition.workflow, edition.timing.rules) if edition else MACHINES[name]
    return render_template(
        "admin/workflow.html", name=name, names=NAMES, machines=MACHINES, machine=machine, drawing=draw(machine),
        edition=edition,
        editions=[row for row in known if row is known[-1] or row.name in counts], most=MOST,
        cases=counts.get(edition.name, {}) if edition else None,
        lengths={row: term_words(row, terms, cited=False) for row in machine.rows}, terms=terms,
    )  # fmt: skip


@blueprint.get("/interpretations")
@staff(Role.ADMINISTRATOR)
def interpretations() -> str:
    """The register, and beside each entry the rules that cite it, asked of the newest editions."""
    citing = {
        entry.id: [(key, citing_rules(known[-1], entry)) for key, known in EDITIONS.items()]
        for entry in register.REGISTER
    }
    return render_template("admin/interpretations.html", entries=register.REGISTER, citing=citing)


@blueprint.get("/jobs")
@staff(Role.ADMINISTRATOR)
def jobs() -> str:
    machine_now, refused = clock.machine_now(), register_job.refused(clock.now())
    troubled, waiting = job_queries.list_troubled(machine_now), job_queries.queue(machine_now)
    alarm, now = scan_alarm.look(clock.now()), clock.now()
    cycle, lost = fixity_queries.cycle(fixity.cycle_begins(now)), fixity_queries.list_lost(LOST_SHOWN)
    return render_template(
        "admin/jobs.html", rows=troubled, refused=refused, alarm=alarm, cycle=cycle, lost=lost, copies=files.second(),
        probed=fixity.look_at_store(),
        most=fixity_queries.MOST, waiting=waiting, most_waiting=job_queries.MOST, stuck=waiting.is_stuck(machine_now),
    )  # fmt: skip


@blueprint.post("/jobs/<int:number>/again")
@staff(Role.ADMINISTRATOR)
def repeat_job(number: int) -> Response:
    if stalled.again(number, by=current_user, now=clock.now()):
        done(_("The job is in the queue again; it begins within a minute."))
    else:
        wrong(_("There is nothing to repeat: the job has not failed, or the same work waits already."))
    return redirect(url_for("admin.jobs"))
