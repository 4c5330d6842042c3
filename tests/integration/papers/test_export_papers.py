"""A case of the export programme is told nothing in the words or under the clauses of order 342: not by its papers,
its notices, its reminders or its journal."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dms.extensions import db
from dms.models import Document, JournalEntry, Notice, PaperOrder
from dms.notice_words import say
from dms.services.dates import reminders
from dms.services.judging.given import Ground
from dms.services.money import ledger
from dms.services.unit import unit
from forms.annexes import contexts, render
from tests.fixtures.export import EXPORT_CONTENT, ExportWalk
from workflows.states import Action, CaseState, ExportAction, Role, Verdict

S, A, X = CaseState, Action, ExportAction
#: Words that only order 342 or its annexes have.
OF_342 = re.compile(
    r"№\s?342|342:[A\d]|342-?\s?бұйр|приказ\w* 342|[12]-қосымша|\(приложение|ішкі нарық|внутренн\w+ рынк|"
    r"27-тармағы|пункт\w* 27|21-тармағы|пункт\w* 21 |"
    r"Келісімнің \d|Соглашения \d|пункта \d Соглашения|П342"
)


#: Where readings are told: some compare both orders.
BOTH = ("interpretations", "relied_on")


def texts(case: Any) -> dict[str, str]:
    """Every paper that was made of the case, by kind, as its form prints it in both languages."""
    rows = db.session.execute(
        select(Document.kind, PaperOrder).join(Document, Document.id == PaperOrder.document_id)
        .where(Document.case_id == case.id).order_by(PaperOrder.id)
    )  # fmt: skip
    found: dict[str, str] = {}
    for kind, order in rows:
        kept = {key: value for key, value in order.context.items() if key not in BOTH}
        context = contexts.from_json(order.form, kept)
        for lang in render.LANGS:
            found[f"{kind}-{lang}"] = plain(render.page(order.form, context, lang))
    return found


def plain(page: str) -> str:
    """The words of a page's body."""
    body = re.sub(r"<(style|head).*?</\1>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def domestic(told: dict[str, str]) -> dict[str, str]:
    return {key: found.group() for key, words in told.items() if (found := OF_342.search(words))}


def entries(case: Any) -> list[dict[str, Any]]:
    rows = db.session.scalars(select(JournalEntry).where(JournalEntry.case_id == case.id).order_by(JournalEntry.id))
    return [{"event": row.event, **json.loads(row.body)} for row in rows]


def said(case: Any) -> dict[str, str]:
    rows = db.session.scalars(select(Notice).where(Notice.case_id == case.id))
    return {f"{row.code}-{lang}": say(row.code, row.params).get(lang) for row in rows for lang in ("kk", "ru", "en")}


def clean(case: Any) -> None:
    assert domestic(texts(case)) == {}
    notices = said(case)
    assert domestic(notices) == {}
    assert [words for words in notices.values() if "(—)" in words or "()" in words] == []
    assert [(row["event"], row["clause"]) for row in entries(case) if row.get("clause", "").startswith("342")] == []


def test_the_search_finds_what_it_is_for(walk: Any) -> None:
    case = walk.to(S.RECOVERY)
    assert {key.partition("-")[0] for key in domestic(texts(case))} >= {"annex", "demand"}
    assert any(row.get("clause", "").startswith("342") for row in entries(case))


@pytest.fixture
def watched(export_walk: ExportWalk) -> Any:
    """A case in monitoring: a visit, a warning, a request, a figure; reminders have run."""
    case = export_walk.give_to_monitor(export_walk.to(S.MONITORING))
    monitor = export_walk.staff(Role.MONITOR)
    export_walk.clock.set(export_walk.clock().replace(month=10))
    reminders.run_due(export_walk.clock())
    export_walk.act(case, A.WARN, monitor, reasons="Түсім төмендеді")
    export_walk.act(case, A.ASK, monitor, reasons="Экспорт келісімшарттары", answer_by=export_walk.clock().date())
    export_walk.act(case, A.VISIT, monitor, reasons="Қойма қаралды", place="Астана")
    return case


def test_monitoring_and_its_reminders(export_walk: ExportWalk, watched: Any) -> None:
    clean(watched)
    told = texts(watched)
    assert "валюталық түсім" in told["risk-warning-kk"]
    assert {"risks_due-kk", "quarter_due-kk", "warned-kk", "asked-kk"} <= said(watched).keys()


def test_the_demand_names_its_sum_ground_fact_and_day(export_walk: ExportWalk) -> None:
    case = export_walk.to(S.RECOVERY)
    clean(case)
    demand = texts(case)["demand-kk"].replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "300 000,00",
        "01.03.2027",
        "314-НҚ бұйрықпен бекітілген қағидалардың 22-тармағы",
        "банктің анықтамасы",
        "775 000,00",
        "300 000,00 (үш жүз мың теңге 00 тиын)",
        "берілген деректердің валютасымен",
    ):
        assert words in demand, words
    assert (case.term_key, f"{case.due_at:%Y-%m-%d}") == ("money_back", "2027-03-01")
    prepared = next(row for row in entries(case) if row["event"] == "breach_prepared")
    assert prepared["facts"]["interpretations"] == ["I-28", "I-29", "I-39"]


def test_a_suspended_payment_cites_nothing_of_342(export_walk: ExportWalk) -> None:
    case = export_walk.to(S.AGREEMENT)
    with unit():
        ledger._add(export_walk.programme, "pay", -ledger.money.on_account(export_walk.programme), case, "pay:others",
                    None, export_walk.clock())  # fmt: skip
    case = export_walk.on(case, S.PAYMENT)
    assert "payment_suspended-kk" in said(case)
    clean(case)


@pytest.mark.parametrize("state", [S.WITHDRAWN, S.DECLINED, S.CLOSED])
def test_other_ends(export_walk: ExportWalk, state: CaseState) -> None:
    case = export_walk.to(state)
    clean(case)
    told = texts(case)
    if state is S.DECLINED:
        assert "қол қоюдан" in told["applicant-notice-kk"]
    if state is S.WITHDRAWN:
        assert "кері қайтарып" in told["applicant-notice-kk"]


def test_remarks_leaving_and_a_refusal_name_what_is_not_met(
    export_walk: ExportWalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from flask import current_app

    settings = replace(current_app.config["SETTINGS"], export_review_days=40)
    monkeypatch.setitem(current_app.config, "SETTINGS", settings)
    case = export_walk.send_remarks(export_walk.to(S.COMPLETENESS))
    export_walk.clock.advance(days=1)
    export_walk.correct(
        case, {"goods": [{"code": "0102210000", "name": "Ірі қара мал"}], "costs": EXPORT_CONTENT["costs"]}
    )
    case = export_walk.act(case, X.ANSWER_REMARKS, export_walk.applicant(case))
    case = export_walk.on(case, S.SUBSTANTIVE_REVIEW)
    who = export_walk.assignee(case)
    export_walk.answer(case)
    export_walk.act(case, A.ANSWER_CHECK, who, key="payroll_grew", verdict=Verdict.NO, reasons="Өсім 4 %")
    grounds = (Ground(0, "Өсім 4 %", clause="314:4", shown_by="payroll_grew"),)
    case = export_walk.act(case, A.PROPOSE_REFUSAL, who, grounds=grounds, place="Астана", reasons="Негіз бар",
                           hearing_at=export_walk.clock() + timedelta(days=1))  # fmt: skip
    told = texts(case)
    assert "еңбекақы төлеу қоры" in told["preliminary-decision-kk"], (
        "the check that failed, not the first on its clause"
    )
    assert "талап орындалмаған" in told["preliminary-decision-kk"]
    export_walk.hold_hearing(case)
    export_walk._signed(case, A.PREPARE_REFUSAL, A.REFUSE, who, grounds=grounds)
    case = export_walk.fresh(case)
    assert case.state == S.REFUSED
    clean(case)


def test_a_grant_in_part_names_the_refused_cost(export_walk: ExportWalk) -> None:
    case = export_walk.to(S.SUBSTANTIVE_REVIEW)
    export_walk.answer(case)
    who, fact = export_walk.assignee(case), "Көлік құжаты жоқ"
    case = export_walk.act(case, A.ANSWER_CHECK, who, key="documented", verdict=Verdict.NO, reasons=fact)
    case = export_walk.act(case, A.JUDGE_LINE, who, key="2", verdict=Verdict.NO, checks=("documented",), reasons=fact)
    export_walk.act(case, A.PROPOSE_GRANT, who)
    case = export_walk.on(export_walk.fresh(case), S.AGREEMENT)
    told = texts(case)
    assert f"Жеткізу: шығын қабылданбады, себебі: {fact}" in told["annex-2-kk"]
    assert [word for word in fact.split() if word not in told["calculation-sheet-kk"]] == []
    signed = told["annex-3-kk"].replace("\u00a0", " ")
    number, bank = case.organisation.bin, case.content["bank"]
    for words in ("500 000,00 (бес жүз мың теңге 00 тиын)", number, bank["iban"], bank["bic"], "мекенжайы", "негізі"):
        assert words in signed, words
    clean(case)


def test_what_is_taken_out_is_named_without_the_annexes_of_342(export_walk: ExportWalk) -> None:
    from dms.services.files import serving
    from dms.services.packing import contents

    case = export_walk.to(S.MONITORING)
    for user in (export_walk.staff(Role.HEAD), export_walk.applicant(case)):
        for language in ("kk", "ru"):
            named = [entry.path for entry in serving.list_entries(case, user, language)[0]]
            assert named
            assert [name for name in named if OF_342.search(name)] == []
    packed = dict(contents.of_case(case).entries)
    titles = [paper["title"] for paper in json.loads(packed["documents.json"]().read())["documents"]]
    assert [title for title in titles if OF_342.search(json.dumps(title, ensure_ascii=False))] == []


def test_a_document_is_not_accepted_under_its_own_order(export_walk: ExportWalk) -> None:
    from dms.queries import documents
    from dms.services import clock
    from dms.services.desk import acceptance
    from dms.services.desk.standing import of_staff
    from workflows.refusals import TransitionRefused

    case = export_walk.to(S.COMPLETENESS)
    paper = documents.documents_of(case.id, "uploaded")[0]
    standing = of_staff(case.public_id, export_walk.assignee(case), clock.now())
    with pytest.raises(TransitionRefused) as told:
        acceptance.not_accept(standing, paper, " ", clock.now(), version=None)
    assert {reason.clause for reason in told.value.reasons} == {"314:22"}
