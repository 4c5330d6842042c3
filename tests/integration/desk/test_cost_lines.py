"""An officer refuses a cost line: it leaves the sum, the notification names it, and no grant passes a "no" by that no
refused line answers for."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from sqlalchemy import select

from dms.events import Event
from dms.models import Answer, Notice
from dms.queries import cases
from dms.services import moves
from dms.services.judging import cost_lines, sums
from tests.fixtures.export import ExportWalk
from tests.fixtures.filled import CONTENT
from tests.fixtures.people import journal_of
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.refusals import TransitionRefused
from workflows.states import Action, CaseState, Role, Verdict

A, S = Action, CaseState
FACT = "Төлем тапсырмасында банктің белгісі жоқ"
PAPERS, ON_SITE = "accounting_papers", "site_compared"


def content() -> dict[str, Any]:
    """Two costs, 480 000 and 150 000 tenge of which can be granted."""
    made = copy.deepcopy(CONTENT)
    payments = [{"paid_on": "2025-11-20", "amount": "300000.00", "order_no": "78"}]
    second = {**made["costs"][0], "id": "2", "name": "Сынақтар", "contract_no": "9", "amount": "300000.00"}
    made["costs"].append({**second, "payments": payments})
    return made


def answer(walk: Walk, case: Any, key: str, verdict: Verdict) -> Any:
    return walk.act(case, A.ANSWER_CHECK, walk.assignee(case), key=key, verdict=verdict, reasons="Тексерілді")


def judge(walk: Walk, case: Any, line: str, *checks: str, verdict: Verdict = Verdict.NO, fact: str = FACT) -> Any:
    given = {"key": line, "verdict": verdict, "checks": checks, "reasons": fact}
    return walk.act(case, A.JUDGE_LINE, walk.assignee(case), **given)


@pytest.fixture
def wanting(walk: Walk) -> Any:
    """Under review, all checks answered, the papers for a cost with "no"."""
    case = walk.to(S.SUBSTANTIVE_REVIEW, content=content())
    walk.answer(case)
    return answer(walk, case, PAPERS, Verdict.NO)


def codes(case: Any, action: Action, who: Any) -> list[str]:
    return [reason.code for reason in moves.against(case, action, who)]


def total(walk: Walk, case: Any) -> str:
    return str(sums.of_case(case, walk.clock()).total)


def test_no_grant_passes_a_no_that_no_refused_line_answers_for(walk: Walk, wanting: Any) -> None:
    who = walk.assignee(wanting)
    [reason] = moves.against(wanting, A.PROPOSE_GRANT, who)
    assert (reason.code, reason.clause) == ("no_unanswered_for", "342:10.2")
    assert reason.remedy is not None
    assert reason.remedy.en == "Refuse the cost line it concerns, or answer the check anew."
    case = judge(walk, wanting, "2", PAPERS)
    assert codes(case, A.PROPOSE_GRANT, who) == []


def test_a_refused_line_leaves_the_sum_and_comes_back_with_the_answer(walk: Walk, wanting: Any) -> None:
    assert total(walk, wanting) == "630000.00"
    case = judge(walk, wanting, "2", PAPERS)
    result = sums.of_case(case, walk.clock())
    assert str(result.total) == "480000.00"
    assert [line.refused_because for line in result.lines] == [None, "342:10.2"]
    assert any(step.clause == "342:10.2" and "Статья затрат 2: не принята" in step.step.ru for step in result.trace)
    answer(walk, case, PAPERS, Verdict.YES)
    assert total(walk, case) == "630000.00"
    answer(walk, case, PAPERS, Verdict.NO)
    case = judge(walk, case, "2", verdict=Verdict.YES, fact="")
    assert total(walk, case) == "630000.00"
    assert [row.verdict for row in rows_of(case)] == ["no", "yes"]  # nothing is written over


def rows_of(case: Any) -> list[Answer]:
    from dms.extensions import db

    chosen = select(Answer).where(Answer.case_id == case.id, Answer.sheet == "line").order_by(Answer.id)
    return list(db.session.scalars(chosen))


@pytest.mark.parametrize(
    ("line", "checks", "fact", "code"),
    [
        ("7", (PAPERS,), FACT, "no_line"),
        ("2", ("without_taxes",), FACT, "check_not_no"),
        ("2", ("entity",), FACT, "check_not_no"),
        ("2", (), FACT, "check_not_no"),
        ("2", (PAPERS,), " ", "line_without_fact"),
    ],
)
def test_what_a_refusal_needs(
    walk: Walk, wanting: Any, line: str, checks: tuple[str, ...], fact: str, code: str
) -> None:
    with pytest.raises(TransitionRefused) as refused:
        judge(walk, wanting, line, *checks, fact=fact)
    assert [reason.code for reason in refused.value.reasons] == [code]
    assert rows_of(wanting) == []


def test_two_checks_may_stand_against_one_line(walk: Walk, wanting: Any) -> None:
    who = walk.assignee(wanting)
    case = answer(walk, wanting, ON_SITE, Verdict.NO)
    case = judge(walk, case, "2", PAPERS)
    assert codes(case, A.PROPOSE_GRANT, who) == ["no_unanswered_for"]
    case = judge(walk, case, "2", ON_SITE, PAPERS)
    assert codes(case, A.PROPOSE_GRANT, who) == []
    assert cost_lines.clauses(case) == {"2": "342:10.2"}  # the first in the order of the law
    case = answer(walk, case, PAPERS, Verdict.YES)
    assert cost_lines.clauses(case) == {"2": "342:15"}


def test_with_every_line_refused_the_refusal_of_the_whole_is_open(walk: Walk, wanting: Any) -> None:
    from datetime import timedelta

    from dms.services.judging.given import Given, Ground

    who = walk.assignee(wanting)
    case = wanting
    given = Given(
        grounds=(Ground(2, FACT, shown_by=PAPERS),), hearing_at=walk.clock() + timedelta(days=2), place="305",
    )  # fmt: skip
    assert [r.code for r in moves.against(case, A.PROPOSE_REFUSAL, who, given)] == ["part_allowed"]
    for line in ("1", "2"):
        case = judge(walk, case, line, PAPERS)
    assert codes(case, A.PROPOSE_GRANT, who) == ["nothing_to_grant"]
    assert moves.against(case, A.PROPOSE_REFUSAL, who, given) == ()


def test_a_draft_is_returned_before_a_line_is_judged_and_is_stale_after_it(walk: Walk, wanting: Any) -> None:
    from dms.extensions import db

    case = walk.act(judge(walk, wanting, "2", PAPERS), A.PROPOSE_GRANT, walk.assignee(wanting))
    with pytest.raises(TransitionRefused) as refused:
        judge(walk, case, "1", PAPERS)
    assert [reason.code for reason in refused.value.reasons] == ["draft_waits"]
    walk.sign_decision(case, walk.staff(Role.HEAD))
    assert codes(case, A.GRANT, walk.staff(Role.HEAD)) == []
    rows_of(case)[-1].note = "Басқа себеп"  # behind the machine's back: the same sum, another reason
    db.session.commit()
    assert codes(walk.fresh(case), A.GRANT, walk.staff(Role.HEAD)) == ["sums_changed"]


def test_a_grant_in_part_is_told_with_its_reason(walk: Walk, wanting: Any, session: Any) -> None:
    case = walk.act(judge(walk, wanting, "2", PAPERS), A.PROPOSE_GRANT, walk.assignee(wanting))
    decision = cases.open_decision(case.id)
    assert decision is not None
    refused = {"line": "2", "name": "Сынақтар", "clause": "342:10.2", "checks": [PAPERS], "fact": FACT}
    assert decision.payload["refused_lines"] == [refused]
    assert "I-16" in decision.payload["interpretations"]
    case = walk.on(case, S.AGREEMENT)
    assert str(case.granted_sum) == "480000.00"
    [notice] = session.scalars(select(Notice).where(Notice.case_id == case.id, Notice.code == "granted_in_part"))
    assert notice.params["lines"] == f"Сынақтар (342:10.2): {FACT}"
    [entry] = journal_of(Event.LINE_JUDGED)
    assert (entry["clause"], entry["facts"]["clauses"], entry["facts"]["note"]) == ("342:35", ["342:10.2"], FACT)


def test_the_applicant_reads_which_cost_was_refused(walk: Walk, wanting: Any, as_user: Sign, text_of: Any) -> None:
    case = walk.act(judge(walk, wanting, "2", PAPERS), A.PROPOSE_GRANT, walk.assignee(wanting))
    case = walk.on(case, S.AGREEMENT)
    page = text_of(as_user(walk.applicant(case)).get(f"/portal/c/{case.public_id}/"))
    assert f"Cost refused: Сынақтар (342:10.2): {FACT}" in page.replace("&#39;", "'")


def test_the_officer_judges_a_line_on_the_page(walk: Walk, wanting: Any, as_user: Sign, text_of: Any) -> None:
    desk, address = as_user(walk.assignee(wanting)), f"/desk/c/{wanting.public_id}/calculation"
    page = text_of(desk.get(address))
    assert "Which costs are accepted" in page
    assert f"{address}?line=2#line" in page
    assert "Accept or refuse a cost line" in page  # what comes next
    form = text_of(desk.get(f"{address}?line=2"))
    assert f'value="{PAPERS}"' in form
    version = walk.fresh(wanting).version
    wrong = text_of(desk.post(f"{address}?line=2", data={"version": version, "verdict": "no", "checks": PAPERS}))
    assert "Write how the cost falls short" in wrong
    sent = {"version": version, "verdict": "no", "checks": PAPERS, "reasons": FACT}
    assert desk.post(f"{address}?line=2", data=sent).status_code == 302
    page = text_of(desk.get(address))
    assert FACT in page
    assert desk.get(f"{address}.json").json["refused_lines"] == {"2": "342:10.2"}
    history = text_of(desk.get(f"/desk/c/{wanting.public_id}/history"))
    assert "2. Сынақтар" in history
    stale = desk.post(f"{address}?line=2", data={"version": version, "verdict": "yes"})
    assert stale.status_code == 409
    back = {"version": walk.fresh(wanting).version, "verdict": "yes"}
    assert desk.post(f"{address}?line=2", data=back).status_code == 302
    assert cost_lines.standing(walk.fresh(wanting)) == {}


def test_only_whom_the_case_is_given_judges_its_lines(walk: Walk, wanting: Any, as_user: Sign) -> None:
    from tests.fixtures.people import make_staff

    address = f"/desk/c/{wanting.public_id}/calculation?line=2"
    sent = {"version": walk.fresh(wanting).version, "verdict": "no", "checks": PAPERS, "reasons": FACT}
    for who in (make_staff(Role.EXECUTOR), walk.staff(Role.HEAD)):
        assert as_user(who).post(address, data=sent).status_code in (403, 409, 422)
    assert as_user(walk.applicant(wanting)).post(address, data=sent).status_code in (403, 404)
    assert rows_of(wanting) == []


def test_an_answer_to_remarks_opens_refused_lines_again(export_walk: ExportWalk) -> None:
    from workflows.states import ExportAction

    case = export_walk.to(S.SUBSTANTIVE_REVIEW)
    export_walk.answer(case)
    case = answer(export_walk, case, "documented", Verdict.NO)
    case = judge(export_walk, case, "1", "documented")
    assert cost_lines.clauses(case) == {"1": "314:11"}
    case = export_walk.act(case, ExportAction.SEND_REMARKS, export_walk.assignee(case), reasons="Түзетіңіз")
    export_walk.clock.advance(days=1)
    export_walk.correct(case, {"goods": [{"code": "8438100000", "name": "Наубайхана"}]})
    case = export_walk.act(case, ExportAction.ANSWER_REMARKS, export_walk.applicant(case))
    assert cost_lines.judged(case) == {}
