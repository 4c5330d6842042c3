"""The hearing keeps its hour, and its minutes tell who was there in fact (342:37, 342:38, I-42)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.extensions import db
from dms.models import Notice
from dms.queries import cases
from dms.services import clock
from dms.services.papers.decisions import hearing_minutes
from dms.services.papers.sources import Source
from forms.annexes.contexts.decisions import HearingMinutes
from tests.fixtures.application import ALMATY
from tests.fixtures.walk import Walk
from tests.integration.desk.test_acts import post_act
from tests.integration.papers.test_papers import content
from workflows.refusals import TransitionRefused
from workflows.states import Action as A
from workflows.states import CaseState as S

Sign = Callable[..., FlaskClient]
pytestmark = pytest.mark.clause("342:37", "342:38")
CAME: dict[str, Any] = {"means": "in_person", "came": ("Серікбаев Ерлан, заңгер, № 7 сенімхат",), "minutes": "Тыңдалды"}
HEARD = {**CAME, "position": "Келіспейміз"}


def hold(walk: Walk, case: Any, **given: Any) -> Any:
    return walk.act(case, A.HOLD_HEARING, walk.assignee(case), **given)


def say(walk: Walk, case: Any, **given: Any) -> Any:
    return walk.act(case, A.RECORD_POSITION, walk.applicant(case), **given)


def test_a_position_in_writing_does_not_bring_the_hour_forward(walk: Walk, as_user: Sign) -> None:
    case = say(walk, walk.to(S.HEARING), accepts=True, position="Келіспеймін")
    clerk = as_user(walk.assignee(case))
    assert "Not possible now" in clerk.get(f"/desk/c/{case.public_id}/act/hold_hearing").get_data(as_text=True)
    for given in (CAME, {"absent": True, "minutes": "Ешкім келмеді"}):
        with pytest.raises(TransitionRefused) as refused:
            hold(walk, case, **given)
        assert "hearing_ahead" in {reason.code for reason in refused.value.reasons}
    walk.clock.advance(days=2)
    assert hold(walk, case, **CAME).state == S.DECISION


def test_who_stays_away_is_not_waited_for_once_his_position_is_there(walk: Walk) -> None:
    case = say(walk, walk.to(S.HEARING), stays_away=True)
    with pytest.raises(TransitionRefused):
        hold(walk, case, absent=True, position="Келіспейді", minutes="Ешкім келмеді")  # the officer's word is not his
    case = say(walk, case, stays_away=True, position="Келіспеймін")
    assert hold(walk, case, absent=True, minutes="Қатысқан жоқ").state == S.DECISION


def test_an_hour_that_is_not_earlier_is_told_at_its_field(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.HEARING)
    hearing = cases.newest_hearing(case.id)
    assert hearing is not None
    hour = hearing.planned_at.astimezone(ALMATY)
    form = {
        "part": "earlier", "earlier_from": f"{hour:%d.%m.%Y %H:%M}", "position": "Келіспеймін",
        "version": str(walk.fresh(case).version),
    }  # fmt: skip
    page = as_user(walk.applicant(case)).post(f"/portal/c/{case.public_id}/hearing", data=form)
    told = page.get_data(as_text=True)
    assert f"This is not before the time announced: {hour:%d.%m.%Y %H:%M}." in told
    assert "Келіспеймін" in told, "what was typed stays"
    row = cases.newest_hearing(case.id)
    assert row is not None
    assert (row.earlier_from, row.position_at) == (None, None)


def test_an_earlier_time_needs_his_word_and_his_presence(walk: Walk) -> None:
    case = walk.to(S.HEARING)
    earlier = walk.clock() + timedelta(hours=20)
    with pytest.raises(TransitionRefused):  # nobody else gives up the hour for him
        walk.act(case, A.RECORD_POSITION, walk.assignee(case), earlier_from=earlier)
    case = say(walk, case, earlier_from=earlier, position="Келіспеймін")
    walk.clock.advance(hours=21)
    with pytest.raises(TransitionRefused):
        hold(walk, case, absent=True, minutes="Ешкім келмеді")
    with pytest.raises(TransitionRefused):
        hold(walk, case, **CAME, began_at=earlier - timedelta(minutes=1))
    assert hold(walk, case, **CAME, began_at=earlier).state == S.DECISION


def test_the_last_word_counts(walk: Walk) -> None:
    case = say(walk, walk.to(S.HEARING), stays_away=True, position="Келіспеймін")
    case = say(walk, case, accepts=True)
    with pytest.raises(TransitionRefused):
        hold(walk, case, absent=True, minutes="Ешкім келмеді")


def test_the_form_asks_who_was_there(walk: Walk, as_user: Sign) -> None:
    case = say(walk, walk.to(S.HEARING), accepts=True, position="Келіспеймін")
    walk.clock.advance(days=2, hours=1)
    clerk = as_user(walk.assignee(case))
    page = clerk.get(f"/desk/c/{case.public_id}/act/hold_hearing").get_data(as_text=True)
    assert 'type="radio"' in page
    assert "checked" not in page  # nothing is chosen beforehand
    silent = post_act(clerk, case, A.HOLD_HEARING, minutes="Тыңдалды")
    assert "Say whether anybody took part for the applicant." in silent.get_data(as_text=True)
    unnamed = post_act(clerk, case, A.HOLD_HEARING, minutes="Тыңдалды", presence="in_person")
    assert "Name those who took part." in unnamed.get_data(as_text=True)
    planned = cases.newest_hearing(case.id).planned_at.astimezone(ALMATY)  # type: ignore[union-attr]  # it has one
    told = {"came": "Серікбаев Ерлан, заңгер\n\nОмарова Әлия", "presence": "video", "minutes": "Тыңдалды"}
    before = post_act(clerk, case, A.HOLD_HEARING, began_at=f"{planned - timedelta(hours=1):%d.%m.%Y %H:%M}", **told)
    assert before.status_code == 409
    held = post_act(clerk, case, A.HOLD_HEARING, began_at=f"{planned + timedelta(minutes=1):%d.%m.%Y %H:%M}", **told)
    assert held.status_code == 302
    row = cases.newest_hearing(case.id)
    assert row is not None
    assert (row.came, row.means, row.absent) == (["Серікбаев Ерлан, заңгер", "Омарова Әлия"], "video", False)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_minutes_name_who_came_and_nobody_else(walk: Walk, lang: str) -> None:
    case = walk.to(S.HEARING, content=content(lang))
    walk.clock.advance(days=2, hours=1)
    case = hold(walk, case, **HEARD, secretary="Омарова Әлия, бас маман")
    paper = minutes_of(case)
    assert [person.name for person in paper.for_applicant] == list(CAME["came"])
    assert paper.secretary.name == "Омарова Әлия, бас маман"
    away = say(walk, walk.to(S.HEARING, content=content(lang)), stays_away=True, position="Келіспеймін")
    away = hold(walk, away, absent=True, minutes="Қатысқан жоқ")
    paper = minutes_of(away)
    assert (paper.for_applicant, paper.held_at, paper.means) == ((), None, "written")
    assert paper.stays_away_on is not None


def minutes_of(case: Any) -> HearingMinutes:
    source = Source(case=case, now=clock.now(), author=case.assignee)
    paper = hearing_minutes(source)
    assert isinstance(paper, HearingMinutes)
    return paper


def test_a_hearing_is_moved_with_a_notice_and_the_word_on_the_old_hour_falls(walk: Walk, as_user: Sign) -> None:
    case = walk.to(S.HEARING)
    planned = cases.newest_hearing(case.id).planned_at  # type: ignore[union-attr]  # it has one
    case = say(walk, case, accepts=True, earlier_from=planned - timedelta(hours=6))
    clerk = as_user(walk.assignee(case))
    page = clerk.get(f"/desk/c/{case.public_id}/act/move_hearing").get_data(as_text=True)
    assert "Who asked for another hour?" in page
    hour = (planned - timedelta(hours=3)).astimezone(ALMATY)
    told = {"hearing_at": f"{hour:%d.%m.%Y %H:%M}", "reasons": "Өкілі іссапарда"}
    silent = post_act(clerk, case, A.MOVE_HEARING, **told)
    assert "Say who asked for it." in silent.get_data(as_text=True)
    alone = post_act(clerk, case, A.MOVE_HEARING, asked_by="operator", **told)
    assert alone.status_code == 409
    moved = post_act(clerk, case, A.MOVE_HEARING, asked_by="applicant", **told)
    assert moved.status_code == 302
    row = cases.newest_hearing(case.id)
    assert row is not None
    assert (row.planned_at, row.accepted_at, row.earlier_from) == (hour, None, None)
    [notice] = [one for one in db.session.scalars(select(Notice)) if one.code == "hearing_moved"]
    assert notice.params["reasons"] == "Өкілі іссапарда"
    page = as_user(walk.applicant(case)).get(f"/portal/c/{case.public_id}/").get_data(as_text=True)
    assert "Өкілі іссапарда" in page
    with pytest.raises(TransitionRefused):  # ten days on is for the applicant alone to ask
        walk.act(
            walk.fresh(case), A.MOVE_HEARING, walk.assignee(case), hearing_at=hour + timedelta(days=10), reasons="-"
        )
