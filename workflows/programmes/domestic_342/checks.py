"""The checks of the review against the rules (342:35, second part): each requirement with its clause.

A "no" to an eligibility check rules out any grant; a "no" to the others takes costs out of the calculation or needs a
remedy of its own. ``automatic``: ``automatic.findings`` proposes the answer where the application, the tables and the
registers allow; the officer may overrule it with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workflows.programmes.checks import Check, CheckGroup, Checks
from workflows.programmes.domestic_342.automatic import findings
from workflows.programmes.domestic_342.check_texts import REMEDIES, TITLES
from workflows.programmes.domestic_342.documents import ORIGIN_PROOFS
from workflows.programmes.domestic_342.rates import FIGURES
from workflows.programmes.figures import Figures
from workflows.programmes.findings import Finding
from workflows.programmes.known import Known
from workflows.programmes.origin import finding_of
from workflows.programmes.papers import OriginProof
from workflows.programmes.provisions import Provision
from workflows.registers import Register

__all__ = ["CHECKS", "CHECK_BY_KEY", "DECISIVE", "THE_CHECKS", "Check", "CheckGroup", "checks_for"]


def _check(key: str, clause: str, group: CheckGroup, **more: Any) -> Check:
    return Check(key, clause, group, TITLES[key], REMEDIES[key], **more)


_E, _C, _P, _B = CheckGroup.ELIGIBILITY, CheckGroup.COSTS, CheckGroup.PAPERS, CheckGroup.BARS

CHECKS: tuple[Check, ...] = (
    _check("entity", "342:3.10", _E),
    _check("not_state_owned", "342:11.4", _E, may_not_apply=True, interpretation="I-13"),
    _check("local_producer", "342:11.1", _E),
    _check("no_arrears", "342:11.2", _E, automatic=True, registers=(Register.TAXES,)),
    _check("one_year_registered", "342:11.3", _E, automatic=True, interpretation="I-36", registers=(Register.BIN,)),
    _check("priority_product", "342:11.5", _E, automatic=True),
    _check("small_or_medium", "342:11.6", _E, automatic=True, registers=(Register.CATEGORY,)),
    _check(
        "taxes_grew", "342:11.7", _E, automatic=True, may_not_apply=True, interpretation="I-19",
        registers=(Register.TAXES,),
    ),
    _check("reimbursable_cost", "342:8", _C),
    _check("priority_cargo", "342:8.3", _C, automatic=True, cost_types=("3",)),
    _check("paid_in_window", "342:10.1", _C, automatic=True, interpretation="I-14"),
    _check("accounting_papers", "342:10.2", _C),
    _check("without_taxes", "342:12.1", _C),
    _check("no_other_budget", "342:12.2", _C, automatic=True),
    _check("exchange_rates", "342:13", _C, automatic=True, may_not_apply=True),
    _check("site_compared", "342:15", _P, may_not_apply=True),
    _check("language", "342:16", _P),
    _check("scans", "342:17", _P),
    _check("no_corrections", "342:18", _P),
    _check("signer", "342:19", _P),
    _check("origin_valid", "342:A6.8.2", _P, automatic=True, interpretation="I-11"),
    _check("documents_true", "342:A6.9.1", _B),
    _check("no_negative_opinion", "342:A6.9.3", _B, may_not_apply=True),
    _check("no_court_ban", "342:A6.9.4", _B),
    _check("special_right", "342:A6.9.5", _B, may_not_apply=True),
    _check("personal_data", "342:A6.9.6", _B, automatic=True),
)  # fmt: skip


def checks_of(checks: Iterable[Check], figures: Figures, proofs: Iterable[Provision[OriginProof]]) -> Checks:
    """The checks of an edition with these figures and proofs of origin."""
    of_origin = tuple(proofs)

    def propose(application: Any, applied_on: date, known: Known) -> Mapping[str, Finding]:
        told = findings(application, applied_on, known, figures)
        origin = finding_of(of_origin, application.get("costs", []))
        return {**told, "origin_valid": origin} if origin else told

    return Checks(tuple(checks), propose)


THE_CHECKS = checks_of(CHECKS, FIGURES, ORIGIN_PROOFS)
CHECK_BY_KEY: Mapping[str, Check] = THE_CHECKS.by_key
#: A "no" to one of these leaves nothing to grant: the applicant is not eligible, or a bar of A6.9 stands.
DECISIVE = THE_CHECKS.decisive


def checks_for(cost_types: Iterable[str]) -> tuple[Check, ...]:
    """The checks of an application with these cost types (``"1"``, ``"2"``, ``"3"``), in the order of the law."""
    return THE_CHECKS.due(cost_types)
