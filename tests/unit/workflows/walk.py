"""How the small world goes on: what each act changes, what happens by itself, and who may do what now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.unit.workflows.world import AWAY, NOW, PAPER, SHOWN, S, World, X, facts, people
from workflows.engine import CaseStep, CaseWorkflow, decide
from workflows.facts import Actor, CaseFacts
from workflows.programmes.export_314.machine import LEAVABLE
from workflows.refusals import TransitionRefused
from workflows.states import Action as A
from workflows.states import CaseAct, DraftKind, Verdict

PREPARES: dict[CaseAct, DraftKind] = {
    A.PREPARE_REJECTION: DraftKind.REJECTION,
    A.PREPARE_GRANT: DraftKind.GRANT,
    A.PREPARE_REFUSAL: DraftKind.REFUSAL,
    A.PREPARE_TERMINATION: DraftKind.TERMINATION,
    A.PREPARE_CLOSE: DraftKind.CLOSING,
    A.PREPARE_BREACH: DraftKind.BREACH,
    X.PREPARE_LEAVING: DraftKind.LEAVING,
}


def by_itself(world: World) -> Iterator[World]:
    """What happens without an act of the case: forms are filled, sums come out, signatures are made, time and money
    come, packages are sealed."""
    if world.state is S.DRAFT:
        yield replace(world, filled=True)
    if world.state in (S.SUBSTANTIVE_REVIEW, S.DECISION):
        yield from _on_the_desk(world)
    if world.state is S.HEARING and world.hearing == 2:
        yield replace(world, hearing=3)
    if world.draft is not None:
        kind, author, _signed = world.draft
        yield replace(world, draft=(kind, author, True))
    if world.state is S.AGREEMENT:
        yield replace(world, applicant_signed=True)
    if world.state in (S.PAYMENT, S.RECOVERY):
        yield replace(world, money=True)
    if world.state is S.MONITORING:
        yield replace(world, over=True)
        yield from (replace(world, met=met) for met in (True, False))
    if world.state in (S.CLOSED, S.REFUSED, S.DECLINED, S.WITHDRAWN, S.LEFT):
        yield replace(world, sealed=True)
    if world.export:
        yield from _by_itself_in_export(world)


def _on_the_desk(world: World) -> Iterator[World]:
    """What is left of the limits changes, under a draft too; the officer names what shows his ground."""
    yield from (replace(world, total=total) for total in (0, 100))
    if world.draft is None and not _on_lines(world):
        yield from (replace(world, shown=shown) for shown in SHOWN)


def _by_itself_in_export(world: World) -> Iterator[World]:
    """The applicant mends what was remarked on, other applications are decided, limits are passed and raised."""
    if world.state is S.REMARKS:
        yield replace(world, fresh=True)
    if world.state in (S.SUBSTANTIVE_REVIEW, S.DECISION):  # one registered earlier may come back with its answer
        yield replace(world, turn=not world.turn)
    if world.state in LEAVABLE and not _on_lines(world):
        yield replace(world, over_limit=not world.over_limit)


def after(world: World, step: CaseStep, actor: Actor) -> Iterator[World]:
    """What the application writes when the act is allowed; a draft does not outlive its state."""
    moved = replace(world, state=step.target)
    if step.target is not step.source:
        moved = replace(moved, draft=None, named=None)
    if step.target not in LEAVABLE:
        moved = replace(moved, over_limit=False)  # nobody asks any more
    if step.target not in (S.SUBSTANTIVE_REVIEW, S.HEARING, S.DECISION):
        moved = replace(moved, shown="", total=None, fits=Verdict.YES, line_refused=False)  # likewise
    if step.action in PREPARES:
        assert actor.id is not None
        draft = (PREPARES[step.action], actor.id, False)
        named = (11, AWAY) if actor.id == 10 else (10,)
        yield from (replace(moved, draft=draft, named=signer) for signer in named)
    elif step.action is A.CHANGE_SIGNER:
        assert world.draft is not None
        yield replace(moved, draft=(*world.draft[:2], False), named=actor.id)
    elif step.action is A.ASSIGN:
        yield from (replace(moved, assignee=number) for number in (10, 11))
    elif step.action in _ANSWERS:
        for name in _answered(world, step.action):
            yield from (replace(moved, **{name: verdict}) for verdict in (Verdict.YES, Verdict.NO))
    elif step.action is A.JUDGE_LINE:
        yield replace(moved, line_refused=not world.line_refused)
    else:
        yield replace(
            moved, **_CHANGES.get(step.action, {}), **({"assignee": actor.id} if step.action is A.TAKE else {})
        )


_ANSWERS: dict[CaseAct, str] = {A.ANSWER_COMPLETENESS: "complete", A.ANSWER_CHECK: "eligible"}
_CHANGES: dict[CaseAct, dict[str, object]] = {
    A.SUBMIT: {"submitted": True},
    A.PROPOSE_REFUSAL: {"hearing": 1},
    A.RECORD_POSITION: {"hearing": 2},
    A.RETURN_DRAFT: {"draft": None, "named": None},
    A.GRANT: {"operator_signed": True},
    A.PAY: {"money": False},
    X.SEND_REMARKS: {"remarked": True, "fresh": False},
    X.ANSWER_REMARKS: {"complete": None, "eligible": None, "total": None, "fresh": False},
}


def _on_lines(world: World) -> bool:
    return world.fits is Verdict.NO or world.line_refused


def _answered(world: World, action: CaseAct) -> tuple[str, ...]:
    """What the answer may be about."""
    at_hearing = world.state is S.HEARING and world.shown == PAPER  # one ground serves for all
    apart = world.eligible is Verdict.YES and (not world.shown or at_hearing) and not world.over_limit
    if action is not A.ANSWER_CHECK or not (apart or _on_lines(world)):
        return (_ANSWERS[action],)
    return ("fits",) if _on_lines(world) else ("eligible", "fits")


def moves(workflow: CaseWorkflow, world: World) -> Iterator[tuple[Actor, CaseStep]]:
    """Every act that somebody may do now."""
    seen = facts(world)
    for actor in people(world):
        for row in workflow.rows_from(world.state):
            if not row.roles & actor.acting_roles:
                continue  # the matrix tries every stranger; here only speed is at stake
            try:
                yield actor, decide(workflow, row.action, _handed_in(world, row.action, seen), actor, NOW)
            except TransitionRefused:
                continue


def _handed_in(world: World, action: CaseAct, seen: CaseFacts) -> CaseFacts:
    """A line that counts is refused, a refused one is taken back."""
    if action is A.JUDGE_LINE and not world.line_refused:
        return replace(seen, answer=Verdict.NO)
    return seen
