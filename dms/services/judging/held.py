"""What a case holds for the act that comes next: its answers, its hearing, its draft, what its application asks for.
Every writer of a case raises its version, so what one version holds never changes; it is read once in a process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dms.kept import Kept
from dms.models import Case, Hearing
from dms.queries import cases, review
from dms.services.judging import cost_lines, law
from dms.services.judging.facts import hearing_of
from workflows.facts import HearingFacts
from workflows.states import Verdict

_Version = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Held:
    """``draft``: the kind of the draft that waits for its signature; ``answers``: those that count, by sheet;
    ``refused_lines``: line → the checks that it was refused on; ``lines``, ``lines_due`` and ``checks_due``: the cost
    lines of the application, the lines of completeness and the checks that it is put to."""

    draft: str
    answers: Mapping[str, Mapping[str, Verdict]]
    hearing: HearingFacts | None
    refused_lines: Mapping[str, tuple[str, ...]]
    lines: tuple[str, ...]
    lines_due: tuple[str, ...]
    checks_due: tuple[str, ...]

    def given(self, sheet: str) -> Mapping[str, Verdict]:
        """The answers that count on one sheet."""
        return self.answers.get(sheet, {})


_kept: Kept[_Version, Held] = Kept(2_000)


def held_of(page: Sequence[Case]) -> dict[int, Held]:
    """By row id, for a whole page of cases as they were read in this transaction: no query where every version is
    known already, else five for all the others together."""
    known = {case.id: _kept.get(_version(case)) for case in page}
    new = [case for case in page if known[case.id] is None]
    read = _read(new) if new else {}
    for case in new:
        _kept.put(_version(case), read[case.id])
    return {row_id: held or read[row_id] for row_id, held in known.items()}


def held_of_one(case: Case) -> Held:
    """The same of the case whose page is shown, from what its rules ask of the database anyway."""
    draft, hearing = cases.open_decision(case.id), cases.newest_hearing(case.id)
    sheets = {sheet: cases.newest_answers(case.id, sheet) for sheet in ("completeness", "check")}
    return Held(
        draft.kind if draft else "",
        {sheet: {key: Verdict(row.verdict) for key, row in rows.items()} for sheet, rows in sheets.items()},
        _facts(case, hearing),
        cost_lines.refused_on(case),
        *_asked_of(case),
    )


def _version(case: Case) -> _Version:
    return case.public_id, case.version


def _read(page: Sequence[Case]) -> dict[int, Held]:
    """Read after the version was: at worst a newer state under an old version, for which nobody asks again."""
    ids = [case.id for case in page]
    review.fill_contents(ids)
    drafts, answers = review.open_draft_kinds(ids), review.newest_verdicts(ids)
    hearings, refused = review.newest_hearings(ids), review.refused_lines(ids)
    return {
        case.id: Held(
            drafts.get(case.id, ""),
            answers.get(case.id, {}),
            _facts(case, hearings.get(case.id)),
            refused.get(case.id, {}),
            *_asked_of(case),
        )
        for case in page
    }


def _facts(case: Case, row: Hearing | None) -> HearingFacts | None:
    """A list does not ask for the papers of every case: those that the grounds name count as its own."""
    return hearing_of(case, row, papers=[str(told.get("document")) for told in row.grounds]) if row else None


def _asked_of(case: Case) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    lines, checks = law.lines_due(case), law.checks_due(case)
    return cost_lines.lines_of(case), tuple(item.key for item in lines), tuple(check.key for check in checks)
