"""Reading, in every state: the query of a case finds it exactly where the table of rights lets the person read, and
where it does not, no address of the case answers a look with anything but 404 (or the door's own refusal)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select, text

from dms.extensions import db
from dms.models import Case, User
from dms.queries import cases
from dms.services import clock
from tests.matrix.test_routes import ROWS, connection, door, none, rules
from tests.matrix.visitors import STAFF, World, of_a_case, undone
from workflows.rights import rights
from workflows.states import CaseState, Relation, Right, Role

pytestmark = pytest.mark.xdist_group("routes")

#: The case that has every kind of thing to look at.
FULL = CaseState.MONITORING
#: The addresses tried in every cell; those of the files know no state by themselves.
TRIED = ("files.status", "files.download", "files.page", "files.zip", "desk.case", "desk.history", "archive.case")


def shown(state: CaseState) -> CaseState:
    """Whose things are looked at: a draft's own, else the full case's."""
    return state if state is CaseState.DRAFT else FULL


@contextmanager
def standing(world: World, state: CaseState, assignee: int | None = None) -> Iterator[int]:
    """A case as if it stood in ``state``, given to ``assignee``."""
    with undone(connection()):
        case_id = world.cases[shown(state)]
        db.session.execute(
            text("UPDATE cases SET state = :state, assignee_id = :assignee WHERE id = :id"),
            {"state": state.value, "assignee": assignee, "id": case_id},
        )
        db.session.commit()
        yield case_id


def finds(case_id: int, user_id: int) -> bool:
    user = db.session.get_one(User, user_id)
    chosen = cases.visible(user, clock.today()).where(Case.id == case_id)
    return db.session.scalars(select(chosen.exists())).one()


@pytest.mark.parametrize("state", CaseState)
def test_the_query_is_the_table(world: World, state: CaseState) -> None:
    """Each role, towards a case given to somebody else and to the person; the applicant, the stranger."""
    faults = []
    for name, mine in product(STAFF, (False, True)):
        relation = Relation.ASSIGNEE if mine else Relation.STAFF
        expected = Right.READ in rights(state, Role(name), relation)
        with standing(world, state, world.people[name] if mine else None) as case_id:
            if finds(case_id, world.people[name]) is not expected:
                faults.append(f"{name} {relation}: {'not found' if expected else 'found'}")
    with standing(world, state) as case_id:
        assert finds(case_id, world.people["own"])
        assert not finds(case_id, world.people["stranger"])
    none(faults)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.clause("342:A3.10")
def test_no_address_shows_what_the_table_denies(world: World, state: CaseState) -> None:
    faults: list[str] = []
    opened = 0
    tried = [rule for rule in rules(world.app, "GET") if rule.endpoint in TRIED]
    assert len(tried) == len(TRIED)
    for name in STAFF:
        denied = Right.READ not in rights(state, Role(name), Relation.STAFF)
        for rule in tried if denied else [rule for rule in tried if rule.endpoint == "files.status"]:
            assert of_a_case(rule)
            with standing(world, state):
                answer: Any = world.visit(name).get(world.address(rule, shown(state)))
            expected = (door(ROWS[rule.endpoint, "GET"], name) or 404) if denied else 200
            opened += answer.status_code == 200
            if answer.status_code != expected:
                faults.append(f"{rule.endpoint} {name}: {answer.status_code}, not {expected}")
    none(faults)
    assert opened or state is CaseState.DRAFT
