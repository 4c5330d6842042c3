"""The person whom the prepared papers name signs them; another has them made anew in his own name (342:35)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dms.errors import StaleCase
from dms.events import Event
from dms.extensions import db
from dms.models import Case, Decision, Membership, Notice, StaffRole, User
from dms.queries import cases, documents
from dms.replay import replay
from dms.replay.papers import remade
from dms.services import clock, moves
from dms.services.signed import deciding
from tests.fixtures.people import journal_of, make_staff
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role

A, S = Action, CaseState


def draft_of(case: Case) -> Decision:
    found = cases.open_decision(case.id)
    assert found is not None
    return found


def signatory_of(case: Case, kind: str = "annex-2") -> dict[str, str]:
    """As the open draft's paper names him."""
    papers = {paper.kind: paper for paper in documents.documents_of_decision(draft_of(case).id)}
    current = papers[kind].current
    assert current is not None
    assert current.context is not None
    found: dict[str, str] = current.context["signatory"]
    return found


def why(case: Case, action: Action, user: User) -> dict[str, Any]:
    return {reason.code: reason for reason in moves.against(case, action, user)}


def leaves_office(user: User) -> None:
    """His role ended yesterday."""
    row = db.session.query(StaffRole).filter_by(user_id=user.id, role=Role.HEAD.value).one()
    row.valid_to = clock.today() - timedelta(days=1)
    db.session.commit()


@pytest.fixture
def case(walk: Walk) -> Any:
    head = walk.staff(Role.HEAD)
    head.position, head.position_ru = "Басқарма төрағасы", "Председатель правления"
    deputy = walk.staff(Role.DEPUTY)
    deputy.position, deputy.position_ru = "Басқарма төрағасының орынбасары", "Заместитель председателя правления"
    db.session.commit()
    return walk.to(S.DECISION)


def test_the_draft_names_the_head_and_only_he_signs(walk: Walk, case: Any) -> None:
    head, deputy = walk.staff(Role.HEAD), walk.staff(Role.DEPUTY)
    assert draft_of(case).signer_id == head.id
    assert signatory_of(case) == {"position": "Басқарма төрағасы", "name": head.name}
    told = why(case, A.GRANT, deputy)["names_another"]
    assert all(head.name in words for words in (told.text.kk, told.text.ru, told.text.en))
    assert told.remedy is not None
    assert "in your name" in told.remedy.en
    with pytest.raises(TransitionRefused) as refused:
        deciding.check_may_sign(case, draft_of(case), deputy)
    assert [reason.code for reason in refused.value.reasons] == ["names_another"]
    assert "names_another" not in why(case, A.GRANT, head)


def test_even_a_valid_signature_of_another_decides_nothing(walk: Walk, case: Any) -> None:
    deputy = walk.staff(Role.DEPUTY)
    walk.sign_decision(case, deputy)
    assert list(why(case, A.GRANT, deputy)) == ["names_another"]
    with pytest.raises(TransitionRefused):
        moves.perform(case.id, A.GRANT, deputy, version=None)


def test_the_database_refuses_another_hand_than_the_one_named(walk: Walk, case: Any) -> None:
    row, deputy = draft_of(case), walk.staff(Role.DEPUTY)
    row.status, row.signed_by_id, row.signed_at = "signed", deputy.id, clock.now()
    with pytest.raises(IntegrityError, match="ck_decisions_named_is_signer"):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(IntegrityError, match="ck_decisions_author_is_not_named"):
        db.session.execute(text("UPDATE decisions SET signer_id = prepared_by_id WHERE status = 'open'"))
    db.session.rollback()


def test_a_deputy_has_it_made_anew_in_his_name_and_decides(walk: Walk, case: Any) -> None:
    head, deputy, older = walk.staff(Role.HEAD), walk.staff(Role.DEPUTY), draft_of(case)
    kinds = [paper.kind for paper in documents.documents_of_decision(older.id)]
    walk.act(case, A.CHANGE_SIGNER, deputy)
    walk.run_jobs()
    case, draft = walk.fresh(case), draft_of(case)
    db.session.refresh(older)
    assert (older.status, draft.signer_id, draft.prepared_by_id) == ("void", deputy.id, older.prepared_by_id)
    assert (draft.payload, draft.total, draft.kind) == (older.payload, older.total, older.kind)
    assert [paper.kind for paper in documents.documents_of_decision(draft.id)] == kinds
    day = f"{clock.today() - timedelta(days=365):%d.%m.%Y}"
    post = f"Басқарма төрағасының орынбасары ({day} № 12-ж бұйрық негізінде)"
    assert signatory_of(case) == {"position": post, "name": deputy.name}
    entry = journal_of(Event.SIGNER_CHANGED)[-1]["facts"]
    assert (entry["signer"], entry["signer_was"]) == (deputy.public_id, head.public_id)
    assert db.session.query(Notice).filter_by(user_id=head.id, code="signer_changed").count() == 1
    assert "names_another" in why(case, A.GRANT, head), "now it names the deputy"
    assert "names_you" in why(case, A.CHANGE_SIGNER, deputy)
    walk.sign_decision(case, deputy)
    walk.act(case, A.GRANT, deputy)
    walk.run_jobs()
    assert walk.fresh(case).state == S.AGREEMENT
    assert replay().differences == []
    assert [row for row in remade() if row is not None] == []


def test_signatures_under_the_papers_of_before_are_void(walk: Walk, case: Any) -> None:
    head, deputy, key = walk.staff(Role.HEAD), walk.staff(Role.DEPUTY), draft_of(case)
    walk.sign_decision(case, deputy)
    walk.act(case, A.CHANGE_SIGNER, deputy)
    walk.run_jobs()
    case = walk.fresh(case)
    assert "draft_not_signed" in why(case, A.GRANT, deputy)
    with pytest.raises(StaleCase):
        deciding.sign_and_decide(case, key, head, version=None, now=clock.now())


def test_the_author_cannot_put_it_in_his_own_name(walk: Walk, case: Any) -> None:
    author = draft_of(case).prepared_by
    db.session.add(StaffRole(user_id=author.id, role=Role.HEAD.value, valid_from=clock.today()))
    db.session.commit()
    assert "author_signs" in why(case, A.CHANGE_SIGNER, author)


def test_a_deputy_needs_a_dated_order_that_covers_the_day(walk: Walk, case: Any) -> None:
    deputy = walk.staff(Role.DEPUTY)
    row = db.session.query(StaffRole).filter_by(user_id=deputy.id).one()
    row.order_on = None
    db.session.commit()
    assert "may_not_sign" in why(case, A.CHANGE_SIGNER, deputy)
    row.order_on, row.valid_to = row.valid_from, clock.today() - timedelta(days=1)
    db.session.commit()
    assert why(case, A.CHANGE_SIGNER, deputy), "his order has ended"


@pytest.mark.parametrize(
    ("lang", "post"),
    [
        ("kk", "Басқарма төрағасының міндетін атқарушы ({day} № 12-ж бұйрық негізінде)"),
        ("ru", "И.о. председателя правления (на основании приказа от {day} № 12-ж)"),
    ],
)
def test_where_no_head_is_in_office_the_paper_names_the_acting_one(walk: Walk, case: Any, lang: str, post: str) -> None:
    deputy = walk.staff(Role.DEPUTY)
    case.language = lang
    leaves_office(walk.staff(Role.HEAD))
    walk.act(case, A.PREPARE_GRANT, walk.assignee(case))
    walk.run_jobs()
    day = f"{clock.today() - timedelta(days=365):%d.%m.%Y}"
    assert draft_of(case).signer_id == deputy.id
    assert signatory_of(walk.fresh(case)) == {"position": post.format(day=day), "name": deputy.name}


def test_a_russian_paper_names_the_deputys_post_and_order(walk: Walk, case: Any) -> None:
    case.language = "ru"
    db.session.commit()
    walk.act(case, A.CHANGE_SIGNER, walk.staff(Role.DEPUTY))
    walk.run_jobs()
    day = f"{clock.today() - timedelta(days=365):%d.%m.%Y}"
    post = f"Заместитель председателя правления (на основании приказа от {day} № 12-ж)"
    assert signatory_of(walk.fresh(case))["position"] == post


def test_a_signer_of_the_applying_organisation_is_not_named(walk: Walk) -> None:
    walk.staff(Role.HEAD)
    first = make_staff(Role.HEAD, name="Аа Аа")
    case = walk.to(S.SUBSTANTIVE_REVIEW)

    db.session.add(
        Membership(user_id=first.id, organisation_id=case.organisation_id, kind="representative", scope=["draft"],
                   valid_from=clock.today() - timedelta(days=1), created_at=clock.now())
    )  # fmt: skip
    db.session.commit()
    case = walk.on(case, S.DECISION)
    assert draft_of(case).signer_id == walk.staff(Role.HEAD).id


def test_the_pages_say_whom_the_draft_names_and_offer_the_way(walk: Walk, case: Any, as_user: Sign) -> None:
    head, deputy = walk.staff(Role.HEAD), walk.staff(Role.DEPUTY)
    browser = as_user(deputy)
    page = browser.get(f"/desk/c/{case.public_id}/decision").get_data(as_text=True)
    assert f"This paper names another signer: {head.name}." in page
    address = f"/desk/c/{case.public_id}/act/change_signer"
    assert address in page
    offer = browser.post(f"/desk/c/{case.public_id}/decision/signing", json={"decision": str(draft_of(case).id)})
    assert offer.status_code == 409, "nobody's key touches it"
    done = browser.post(address, data={"version": walk.fresh(case).version})
    assert done.status_code == 302
    walk.run_jobs()
    page = browser.get(f"/desk/c/{case.public_id}/decision").get_data(as_text=True)
    assert "This paper names another signer" not in page
    assert f"The papers name as the signer: {deputy.name}." in page
    assert address not in page


def test_an_order_that_names_other_acts_lets_him_sign_none_of_these(walk: Walk, case: Any) -> None:
    head, deputy, author = walk.staff(Role.HEAD), walk.staff(Role.DEPUTY), walk.assignee(case)
    row = db.session.query(StaffRole).filter_by(user_id=deputy.id).one()
    row.acts = ["refusal", "letter"]
    db.session.commit()
    for action in (A.CHANGE_SIGNER, A.RETURN_DRAFT, A.GRANT):
        reason = why(case, action, deputy)["beyond_order"]
        assert reason.clause == "342:35"
        assert f"№ {row.order_no}" in reason.text.en
    with pytest.raises(TransitionRefused, match="beyond_order"):
        walk.act(case, A.CHANGE_SIGNER, deputy)
    leaves_office(head)
    walk.act(case, A.PREPARE_GRANT, author)
    walk.run_jobs()
    assert draft_of(case).signer_id is None, "a paper names nobody whose order does not cover it"
    row.acts = ["grant"]
    db.session.commit()
    assert "beyond_order" not in why(walk.fresh(case), A.CHANGE_SIGNER, deputy)
