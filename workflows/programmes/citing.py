"""Which rules of an edition cite an entry of the register of interpretations: asked of the rules, listed nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.clock import TermRule
from workflows.engine import CaseRow
from workflows.interpretations import Interpretation
from workflows.programmes.checks import Check
from workflows.programmes.edition import Edition
from workflows.reliance import is_of


@dataclass(frozen=True, slots=True)
class Citing:
    """The rules of one edition on one entry. ``acts``: one row of the machine for each act; ``sums``: the
    calculation names it; ``terms``: of those acts, where the entry reads the clause of the term; ``papers``: kinds of
    paper that rest on it."""

    acts: tuple[CaseRow, ...] = ()
    checks: tuple[Check, ...] = ()
    sums: bool = False
    terms: tuple[TermRule, ...] = ()
    papers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.acts or self.checks or self.sums or self.terms or self.papers)


def citing_rules(edition: Edition, entry: Interpretation) -> Citing:
    """What of the edition rests on the entry; nothing where the entry reads another order."""
    if not is_of(entry, edition.programme):
        return Citing()
    acts = {row.action: row for row in reversed(edition.workflow.rows) if str(row.action) in entry.subjects}
    keys = {row.term for row in edition.workflow.rows if row.action in acts}
    rules = edition.timing.rules
    made = {paper for row in edition.workflow.rows for paper in row.makes.split(", ") if paper}
    return Citing(
        acts=tuple(row for row in dict.fromkeys(edition.workflow.rows) if row is acts.get(row.action)),
        checks=tuple(check for check in edition.checks.all if check.interpretation == entry.id),
        sums=entry.id in edition.sums.interpretations,
        terms=tuple(rules[key] for key in rules if key in keys and rules[key].clause in entry.clauses),
        papers=tuple(sorted((made | {"calculation-sheet"}) & entry.subjects)),
    )
