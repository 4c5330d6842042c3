"""What must hold of a programme's machine on every way through it, and the search that finds a way on which it does
not: every world that the guards let through is walked, and a broken promise comes with its story."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.unit.workflows.walk import after, by_itself, moves
from tests.unit.workflows.world import CHECK, PAPER, World
from workflows.engine import CaseWorkflow
from workflows.facts import CALCULATION, Actor
from workflows.states import Action, CaseAct, CaseState, DraftKind, ExportAction, Verdict

SIGNS = {
    Action.REJECT_INCOMPLETE: DraftKind.REJECTION,
    Action.GRANT: DraftKind.GRANT,
    Action.REFUSE: DraftKind.REFUSAL,
    Action.CLOSE: DraftKind.CLOSING,
    Action.BREACH: DraftKind.BREACH,
    Action.TERMINATE: DraftKind.TERMINATION,
    ExportAction.LEAVE: DraftKind.LEAVING,
}


@dataclass
class Walk:
    """All worlds that can be reached, how each was first reached, who leads where, which acts were done, and every
    broken promise with its story."""

    came: dict[World, tuple[World, str] | None] = field(default_factory=dict)
    before: dict[World, set[World]] = field(default_factory=dict)
    acts: set[tuple[CaseState, CaseAct]] = field(default_factory=set)
    broken: dict[str, str] = field(default_factory=dict)

    def story(self, world: World, ending: str = "") -> str:
        """The acts that lead here from the first draft, in order."""
        steps = [ending] if ending else []
        here: World | None = world
        while here is not None and (came := self.came[here]) is not None:
            here, step = came
            steps.append(step)
        return " → ".join(reversed([step for step in steps if step]))

    def stuck(self) -> dict[World, str]:
        """Worlds from which the archive cannot be reached any more, with their stories; a draft that was never
        submitted ends withdrawn, to be deleted."""
        queue = [world for world in self.came if _ended(world)]
        can_end: set[World] = set()
        while queue:
            world = queue.pop()
            if world not in can_end:
                can_end.add(world)
                queue += self.before.get(world, ())
        return {world: self.story(world) for world in self.came if world not in can_end}


def walk(workflow: CaseWorkflow, looking_for: str = "") -> Walk:
    """Everything that can be reached, nearest first, so that a story is a short one; only up to the first break of a
    promise, when looking for one."""
    found = Walk()
    start = World(export=workflow.programme == "export-314")
    found.came[start] = None
    queue = deque([start])
    while queue and looking_for not in found.broken:
        world = queue.popleft()
        for other, told in _following(workflow, world, found):
            found.before.setdefault(other, set()).add(world)
            if other not in found.came:
                found.came[other] = (world, told)
                queue.append(other)
    return found


def _following(workflow: CaseWorkflow, world: World, found: Walk) -> Iterator[tuple[World, str]]:
    for other in by_itself(world):
        yield other, ""
    for actor, step in moves(workflow, world):
        found.acts.add((step.source, step.action))
        told = f"{step.action} by {_who(actor)}"
        for promise in broken_by(world, step.action, actor.id):
            found.broken.setdefault(promise, found.story(world, told))
        for other in after(world, step, actor):
            yield other, told


def _who(actor: Actor) -> str:
    return f"{actor.id}" if actor.id is not None else "system"


def _ended(world: World) -> bool:
    return world.state is CaseState.ARCHIVED or (world.state is CaseState.WITHDRAWN and not world.submitted)


def _cited(world: World) -> bool:
    return world.shown == PAPER or (world.shown == CHECK and world.eligible is Verdict.NO) or _nothing_left(world)


def _nothing_left(world: World) -> bool:
    """The calculation is what shows the ground, and it leaves nothing."""
    return world.shown == CALCULATION and world.total == 0


def broken_by(world: World, action: CaseAct, actor: int | None) -> set[str]:
    """The promises that this act would break, judged on the world itself and not by the guards."""
    return {promise for promise, broken in _judged(world, action, actor) if broken}


def _judged(world: World, action: CaseAct, actor: int | None) -> Iterator[tuple[str, bool]]:
    draft = world.draft
    if action is Action.PAY:
        yield "paid without both signatures", not (world.operator_signed and world.applicant_signed)
        yield "paid from a short account", not world.money
    if action is Action.REFUSE:
        yield "refused without a hearing", world.hearing < 3
        yield "refused without remarks", world.export and not world.remarked
        yield "refused on a ground that nothing shows", not _cited(world)
        all_well = world.eligible is Verdict.YES and world.fits is Verdict.YES
        yield "refused against the case's own answers", all_well and not _nothing_left(world)
        yield "refused though a part is allowed", world.total == 100 and world.eligible is not Verdict.NO
    if action in SIGNS:
        yield "decided without a signed paper", draft is None or not draft[2]
        yield "decided by another paper", draft is not None and draft[0] is not SIGNS[action]
        yield "prepared and signed by one person", draft is not None and draft[1] == actor
        yield "signed by another than the paper names", world.named != actor
    if action is Action.GRANT:
        yield "granted nothing", not world.total
        yield "granted past a no", world.fits is Verdict.NO and not world.line_refused
        yield "granted out of turn", world.export and not world.turn
    if action is Action.CLOSE:
        yield "closed too early", not (world.over and world.met)
    if action is ExportAction.LEAVE:
        yield "left without a ground", not world.over_limit
    if action is ExportAction.ANSWER_REMARKS:
        yield "remarks answered with nothing", not world.fresh
