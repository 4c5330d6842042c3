"""One edition of a programme: the one door through which the application asks a law anything.

``by_name(case.edition)`` gives it; what it says is grouped by noun, so that nobody else has to name a programme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from workflows.engine import CaseWorkflow
from workflows.programmes.checks import Checks
from workflows.programmes.costs import Costs
from workflows.programmes.form import Form
from workflows.programmes.grounds import Grounds
from workflows.programmes.papers import Papers
from workflows.programmes.parts import Parts
from workflows.programmes.sums import Sums
from workflows.programmes.timing import Timing
from workflows.states import CaseState
from workflows.stories import Story
from workflows.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """``since`` is the first day that it is known to judge; ``assumed``: the day asked for lies before the first known
    edition. ``stories`` tell a state to the applicant. ``leaving``: clauses on which an application is left without
    consideration, with their words; empty where the law knows nothing of the kind. ``parts``: the data that it is
    composed of. ``budget_clause``: the one of them that holds when the year's money is used up. ``absent``: clauses
    whose words hold in other editions only."""

    programme: str
    name: str
    since: date
    title: Text
    parts: Parts
    workflow: CaseWorkflow
    costs: Costs
    papers: Papers
    checks: Checks
    form: Form
    sums: Sums
    timing: Timing
    grounds: Grounds
    stories: Mapping[CaseState, Story]
    leaving: Mapping[str, Text]
    budget_clause: str = ""
    absent: frozenset[str] = frozenset()
    assumed: bool = False

    def labelled(self, labels: Mapping[str, Text]) -> Edition:
        """The same edition under an administrator's labels of cost types, where the law's own words are not at hand."""
        return replace(self, costs=self.costs.labelled(labels))
