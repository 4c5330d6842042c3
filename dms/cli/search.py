"""``dms search``: enters everything into the search anew, and has texts read that no reader of today has read."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import with_appcontext

from dms import scope
from dms.extensions import db
from dms.queries import finding
from dms.services.finding import entries, texts
from dms.services.later import later

AT_ONCE = 500


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also what has been entered by this version already.")
@with_appcontext
def search(everything: bool) -> None:
    """Orders what the search is missing: jobs do the rest."""
    with scope.acting(scope.SYSTEM):
        read = last = 0
        while last := texts.redo(last, AT_ONCE):
            read += 1
        cases = _order("enter_case", "case_id", everything)
        papers = _order("enter_document", "document_id", everything)
    click.echo(f"Ordered: {cases} cases and {papers} documents to be entered; texts in {read} batches to be read.")


def _order(task: str, name: str, everything: bool) -> int:
    """Orders ``task`` for every row that is missing, a batch to a transaction."""
    count = last = 0
    listing = finding.list_cases_to_enter if name == "case_id" else finding.list_papers_to_enter
    while rows := listing(entries.VERSION, last, AT_ONCE, everything=everything):
        for row in rows:
            arguments: dict[str, Any] = {name: row}
            later(task, **arguments)
        _keep()
        count, last = count + len(rows), rows[-1]
    return count


def _keep() -> None:
    db.session.commit()
