"""``dms law impact``: real cases of both programmes under a draft. A planted difference is found with its clause and
money; no difference says so; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, func, select, text

from dms.events import Event
from dms.impact import Affected, Totals, Trial
from dms.models import JournalEntry, RegisterAnswer
from dms.registers import CategoryAnswer
from dms.replay import replay
from dms.services import clock, journal
from tests.fixtures.export import ExportWalk
from tests.fixtures.walk import Walk
from workflows.calculation import Outcome
from workflows.programmes import Edition, by_name, compose
from workflows.programmes.domestic_342.documents import DOCUMENT_KINDS
from workflows.states import Action, CaseState, Verdict

S = CaseState
DOMESTIC, EXPORT = by_name("342@2025-10-23"), by_name("314@2025-01-01")


def changed(edition: Edition, *items: tuple[str, str, Any]) -> Edition:
    """A draft: the edition with these items in the place of its own (None: taken out)."""
    parts = edition.parts
    for group, key, item in items:
        parts = parts.with_item(group, key, item)
    return compose(edition.programme, f"{edition.name[:4]}draft", date(2027, 1, 1), parts)


def figure(edition: Edition, key: str, value: str, clause: str = "") -> tuple[str, str, Any]:
    old = edition.parts.figures[key]
    return "figures", key, replace(old, value=Decimal(value), clause=clause or old.clause)


def tried(new: Edition) -> tuple[list[Affected], Totals]:
    trial = Trial(new, clock.now())
    return list(trial.affected()), trial.totals


def test_without_a_difference_nobody_is_touched(walk: Walk) -> None:
    for state in (S.PAYMENT, S.SUBSTANTIVE_REVIEW, S.REFUSED, S.WITHDRAWN, S.DRAFT):
        walk.to(state)
    found, totals = tried(changed(DOMESTIC))
    assert found == []
    assert (totals.cases, totals.affected, totals.unjudged) == (3, 0, [])


def test_a_refused_line_stays_out_under_any_edition(walk: Walk) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    walk.answer(case)
    who, key = walk.assignee(case), "accounting_papers"
    case = walk.act(case, Action.ANSWER_CHECK, who, key=key, verdict=Verdict.NO, reasons="Құжат жоқ")
    walk.act(case, Action.JUDGE_LINE, who, key="1", verdict=Verdict.NO, checks=(key,), reasons="Құжат жоқ")
    found, _totals = tried(changed(DOMESTIC, figure(DOMESTIC, "rate", "0.40", "342:10")))
    assert found == []  # nothing of it is granted either way


def test_a_lower_rate_takes_money_from_the_granted_and_the_open(walk: Walk) -> None:
    granted, waiting, refused = (walk.to(state) for state in (S.MONITORING, S.DECISION, S.REFUSED))
    found, totals = tried(changed(DOMESTIC, figure(DOMESTIC, "rate", "0.40", "342:10")))
    by_case = {one.case: one for one in found}
    assert by_case.keys() == {granted.number, waiting.number}
    one = by_case[granted.number]
    assert (one.old.total, one.new.total) == (granted.granted_sum, granted.granted_sum / 5 * 4)
    assert (one.because, one.applicant) == (("342:10",), granted.organisation.name)
    assert (one.decided_on is None, by_case[waiting.number].decided_on) == (False, None)
    assert (totals.cases, totals.differently, totals.more) == (3, 2, Decimal("0.00"))
    assert totals.less == granted.granted_sum / 5 * 2
    assert refused.state == S.REFUSED


def test_only_the_change_that_bites_is_named(walk: Walk) -> None:
    walk.to(S.PAYMENT)
    new = changed(DOMESTIC, figure(DOMESTIC, "cap.2+3", "1", "342:9.2"), figure(DOMESTIC, "cap.1", "1", "342:9.1"))
    [one] = tried(new)[0]
    assert (one.because, str(one.new.total)) == (("342:9.1",), "4325.00")


def test_what_the_new_edition_would_have_granted_before_counts_against_its_caps(walk: Walk) -> None:
    """The old grant of the first case alone would use up the new cap; what the new rate gives leaves room."""
    first = walk.to(S.PAYMENT)
    second = walk.to(S.PAYMENT, organisation=first.organisation)
    found, totals = tried(changed(DOMESTIC, figure(DOMESTIC, "rate", "0.25"), figure(DOMESTIC, "cap.1", "111")))
    assert [(one.case, str(one.new.total)) for one in found] == [
        (first.number, "240000.00"), (second.number, "240000.00"),
    ]  # fmt: skip
    assert totals.less == Decimal("480000.00")


def test_what_was_granted_and_never_paid_frees_its_cap_under_every_edition(walk: Walk) -> None:
    """I-43: the cap of the draft holds one grant, and the first of the two was given up unpaid."""
    first = walk.to(S.DECLINED)
    walk.clock.advance(hours=1)
    walk.to(S.AGREEMENT, organisation=first.organisation)
    found, totals = tried(changed(DOMESTIC, figure(DOMESTIC, "cap.1", "111")))
    assert (found, totals.cases, totals.unjudged) == ([], 2, [])


def test_a_case_whose_journal_lacks_a_fact_is_named_and_stops_nothing(walk: Walk, session: Any) -> None:
    walk.to(S.PAYMENT)
    case = walk.to(S.DRAFT)
    unfinished(session, case)
    found, totals = tried(changed(DOMESTIC, figure(DOMESTIC, "rate", "0.25")))
    assert len(found) == 1
    assert totals.unjudged == [f"{case.public_id}: its entry submitted does not say content"]
    assert f"{case.public_id}: journal: kept -, replayed cannot be judged" in str(replay().differences[0])


def unfinished(session: Any, case: Any) -> None:
    """Submitted by an entry that does not tell what was handed in."""
    facts = {"from": "draft", "to": "submitted"}
    journal.write(Event.SUBMITTED, actor=None, at=clock.now(), case=case, facts=facts)
    session.execute(
        text("UPDATE cases SET state = 'submitted', edition = :e, received_at = :at WHERE id = :id"),
        {"e": DOMESTIC.name, "at": clock.now(), "id": case.id},
    )
    session.commit()


def test_what_the_registers_answered_counts_where_nobody_has_answered_the_check(walk: Walk, session: Any) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    told = CategoryAnswer("large").plain()
    row = {"case_id": case.id, "register": "category", "number": "1", "said_on": clock.today(), "told": told}
    session.add(RegisterAnswer(**row, origin="elicense.kz", letter="7", taken_at=clock.now(), fault="", why=""))
    session.commit()
    [one] = tried(changed(DOMESTIC, figure(DOMESTIC, "rate", "0.25"), ("checks", "local_producer", None)))[0]
    assert one.old.checks["small_or_medium"] is Verdict.NO


def test_an_open_case_counts_what_was_granted_meanwhile(walk: Walk) -> None:
    first = walk.to(S.PAYMENT)
    waiting = walk.to(S.DECISION, organisation=first.organisation)
    [one] = tried(changed(DOMESTIC, figure(DOMESTIC, "cap.1", "166")))[0]
    assert (one.case, str(one.new.total), one.because) == (waiting.number, "237950.00", ("342:9.1",))


def test_a_new_document_a_new_check_and_a_longer_term_are_told(walk: Walk) -> None:
    case = walk.to(S.SUBSTANTIVE_REVIEW)
    kind = replace(next(kind for kind in DOCUMENT_KINDS if kind.key == "contract"), key="audit", clause="342:A6.8.5")
    check = replace(DOMESTIC.parts.checks["language"], key="audited", clause="342:17")
    review = replace(DOMESTIC.parts.terms["substantive_review"], days=3)
    new = changed(
        DOMESTIC, ("documents", "audit", kind), ("checks", "audited", check), ("terms", "substantive_review", review)
    )
    [one] = tried(new)[0]
    assert not one.decided_differently
    assert (one.old.missing, one.new.missing) == ((), ("audit",))
    assert "audited" not in one.old.checks
    assert one.new.checks["audited"] is None
    assert one.old.due_at == case.due_at
    assert one.new.due_at is not None
    assert one.new.due_at < case.due_at
    assert set(one.because) == {"342:A6.8.5", "342:17", "342:35"}


def test_a_check_that_the_data_answer_turns_with_its_figure(walk: Walk) -> None:
    """Everybody registered less than twenty years ago would be refused, with nothing granted."""
    case = walk.to(S.PAYMENT)
    [one] = tried(changed(DOMESTIC, figure(DOMESTIC, "registered_months", "240")))[0]
    assert (one.case, one.new.outcome, one.new.clause) == (case.number, Outcome.REFUSE, "342:11.3")
    assert (one.old.checks["one_year_registered"], one.new.checks["one_year_registered"]) == (Verdict.YES, Verdict.NO)
    assert (one.new.total, one.money) == (Decimal("0.00"), -case.granted_sum)


def test_a_refusal_on_facts_stays_and_one_for_a_missing_document_may_turn(walk: Walk) -> None:
    from dms.queries import cases

    case = walk.to(S.REFUSED)
    lacking = next(key for key, row in cases.newest_answers(case.id, "completeness").items() if row.verdict == "no")
    found, _totals = tried(changed(DOMESTIC, figure(DOMESTIC, "rate", "0.60")))
    assert found == []
    if lacking.startswith("document."):
        [one] = tried(changed(DOMESTIC, ("documents", lacking.removeprefix("document."), None)))[0]
        assert (one.old.outcome, one.new.outcome, one.money > 0) == (Outcome.REFUSE, Outcome.GRANT, True)


def test_the_export_programme_is_tried_the_same_way(export_walk: ExportWalk) -> None:
    case = export_walk.to(S.PAYMENT)
    left = export_walk.send_remarks(export_walk.to(S.COMPLETENESS))
    found, totals = tried(changed(EXPORT, figure(EXPORT, "bonus.carrier", "0"), figure(EXPORT, "cap.general", "0")))
    by_case = {one.case: one for one in found}
    assert by_case.keys() <= {case.number, left.number}
    assert by_case[case.number].new.outcome is Outcome.LEAVE
    assert by_case[case.number].new.clause == "314:22.2"
    assert (by_case[case.number].because, totals.cases) == (("314:11", "314:12"), 2)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that reach the database within the block."""
    seen: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_many_cases_cost_no_more_queries_than_one(walk: Walk) -> None:
    first = walk.to(S.SUBSTANTIVE_REVIEW)
    new = changed(DOMESTIC, figure(DOMESTIC, "rate", "0.40"))
    tried(new)
    with counted() as one:
        assert len(tried(new)[0]) == 1
    walk.to(S.SUBSTANTIVE_REVIEW, organisation=first.organisation)
    walk.to(S.PAYMENT)
    tried(new)
    with counted() as three:
        assert len(tried(new)[0]) == 3
    assert len(one) == len(three) < 15


def test_the_command_tells_people_and_programs_and_writes_nothing(
    app: Flask, walk: Walk, session: Any, tmp_path: Path
) -> None:
    case = walk.to(S.PAYMENT)
    before = session.scalar(select(func.count()).select_from(JournalEntry))
    session.commit()
    file = tmp_path / "draft.toml"
    file.write_text('based_on = "342@2025-10-23"\nname = "342@draft"\n[figures.rate]\nvalue = 0.4\n', encoding="utf-8")
    from dms.cli.law import law

    told = app.test_cli_runner().invoke(law, ["impact", str(file)])
    assert told.exit_code == 0, told.output
    assert f"{case.number}  {case.organisation.name}  decided" in told.stdout
    assert "1 decided differently" in told.stdout
    [found] = json.loads(app.test_cli_runner().invoke(law, ["impact", str(file), "--json"]).stdout)
    assert found["totals"]["less"] == str(case.granted_sum / 5)
    assert found["cases"][0]["because"] == ["342:9"]
    assert found["cases"][0]["old"]["total"] == str(case.granted_sum)
    same = app.test_cli_runner().invoke(law, ["impact", "342@2025-10-23", "314@2025-01-01"])
    assert (same.exit_code, same.stdout.count("no difference")) == (0, 2)
    wrong = app.test_cli_runner().invoke(law, ["impact", "342@2025-10-23", "--programme", "export-314"])
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (2, 1)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(JournalEntry)) == before
