"""Every paper of a rich case, printed as people get it, in both languages: whole, in the words of the case, sound."""

from __future__ import annotations

import copy
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dms import pdf
from dms.extensions import db
from dms.models import Document
from dms.queries import documents
from dms.services import files
from forms.annexes.wording import until
from tests.fixtures.filled import CONTENT
from tests.fixtures.walk import Walk
from workflows.states import Action, CaseState, Role, Verdict


def content(lang: str) -> dict[str, Any]:
    """Two costs of the same kind, one in dollars by two payments, one of a stranger's supplier; text that must be
    escaped and letters that must survive."""
    made = copy.deepcopy(CONTENT)
    second = {
        **copy.deepcopy(CONTENT["costs"][0]),
        "id": "2",
        "name": 'Сертификаттау <& «Ққ Ңң» "Үү">',
        "currency": "USD",
        "amount": "1500.00",
        "contract_no": "US/77-Ә",
        "payments": [
            {"paid_on": "2025-11-20", "amount": "1000.00", "rate": "520.15", "rate_units": 1, "order_no": "A-1"},
            {"paid_on": "2025-12-01", "amount": "500.00", "rate": "515.02", "rate_units": 1, "order_no": "A-2"},
        ],
    }
    made["costs"].append(second)
    return {**made, "language": lang}


def words_of(paper: Document, folder: Path) -> str:
    """The text of the paper as a reader's search finds it; the file stays in ``folder`` to be looked at."""
    assert paper.current is not None, paper.kind
    path = folder / f"{paper.id:05d}-{paper.kind}-{paper.language}.pdf"
    with files.read(paper.current.file) as reading:
        path.write_bytes(reading.read())
    assert pdf.examine(path).codes == (), paper.kind
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    assert not [bad for bad in ("None", "{{", "Undefined", "�", "datetime", "Decimal(") if bad in text], paper.kind
    return " ".join(text.split())


def generated(case: Any, folder: Path) -> dict[str, str]:
    """The words of the case's papers by their kind; of several of a kind, one after another."""
    found: dict[str, str] = {}
    for paper in documents.documents_of(case.id, "generated"):
        found[paper.kind] = " ".join((found.get(paper.kind, ""), words_of(paper, folder)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.clause("342:36", "342:A2", "342:A3")
def test_papers_of_a_grant(walk: Walk, drawn_papers: None, tmp_path: Path, lang: str) -> None:
    head = walk.staff(Role.HEAD)  # in office before the papers are prepared
    case = walk.to(CaseState.MONITORING, content=content(lang))
    found = generated(case, tmp_path)
    expected = {"annex-1", "annex-2", "annex-3", "registration-notice", "signature-sheet", "calculation-sheet"}
    assert expected | {"payment-order"} <= set(found)
    for kind in ("annex-2", "annex-3"):
        assert "868 830,00" in found[kind].replace("\u00a0", " "), kind
        assert case.organisation.name in found[kind], kind
    assert walk.staff(Role.HEAD).name.split()[0] in found["signature-sheet"]
    assert "Астана, Астана" not in found["annex-2"]
    for kind in ("annex-2", "annex-3"):  # what is known when they are frozen stands in them
        assert head.name in found[kind], kind
        assert {"kk": "қолтаңбалар парағында", "ru": "в листе подписей"}[lang] in found[kind], kind
    pages = int(re.findall(r"\b1/(\d+)\b", found["annex-3"])[0])
    both = {"kk": f"{pages * 2} (әр данасы – {pages}) парақта", "ru": f"на {pages * 2} (по {pages} в каждом) листах"}
    assert both[lang] in found["annex-2"]
    assert case.number in found["registration-notice"]
    assert "US/77-Ә" in found["annex-1"]
    assert "777 660,00" in found["calculation-sheet"].replace("\u00a0", " ")
    assert '«Ққ Ңң» "Үү">' in found["annex-1"]
    assert case.organisation.bin in found["annex-3"]


FACT = "Банктің <белгісі> жоқ, №А-1 тапсырма"
REFUSED = {
    "kk": "Қағидалардың {p} тармағы {i} тармақшасының талаптарына сәйкес келмеуіне",
    "ru": "несоответствием требованиям подпункта {i} пункта {p} Правил",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "key", "p", "i"),
    [
        ("kk", "accounting_papers", "10", "2"),
        ("ru", "accounting_papers", "10", "2"),
        ("kk", "origin_valid", "6-қосымшасының 8", "2"),
        ("ru", "origin_valid", "8 приложения 6", "2"),
    ],
)
@pytest.mark.clause("342:A2", "342:A3.1")
def test_papers_of_a_grant_in_part(
    walk: Walk, drawn_papers: None, tmp_path: Path, lang: str, key: str, p: str, i: str
) -> None:
    """The refused cost with its clause and the officer's fact in the notification and on the calculation sheet; the
    agreement is for a part."""
    case = walk.to(CaseState.SUBSTANTIVE_REVIEW, content=content(lang))
    walk.answer(case)
    who = walk.assignee(case)
    case = walk.act(case, Action.ANSWER_CHECK, who, key=key, verdict=Verdict.NO, reasons=FACT)
    case = walk.act(case, Action.JUDGE_LINE, who, key="2", verdict=Verdict.NO, checks=(key,), reasons=FACT)
    walk.act(case, Action.PROPOSE_GRANT, who)
    case = walk.on(walk.fresh(case), CaseState.AGREEMENT)
    found = generated(case, tmp_path)
    for kind in ("annex-2", "calculation-sheet"):  # set in columns: word by word
        assert [word for word in FACT.split() if word not in found[kind]] == [], kind
    assert "US/77-Ә" in found["annex-2"]
    assert REFUSED[lang].format(p=p, i=i) in found["annex-2"]
    assert {"kk": "қарау қорытындысы бойынша қабылданбады", "ru": "не принята по итогам рассмотрения"}[lang] in found[
        "calculation-sheet"
    ]
    assert "480 000,00" in found["annex-3"].replace("\u00a0", " ")
    assert "I-16" in found["calculation-sheet"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.clause("342:36", "342:38", "342:A5")
def test_papers_of_a_refusal(walk: Walk, drawn_papers: None, tmp_path: Path, lang: str) -> None:
    case = walk.to(CaseState.HEARING, content=content(lang))
    case = walk.hold_hearing(case)
    assert [ground["number"] for ground in _hearing(case).grounds] == [1]
    grounds = (walk.untrue_ground(case),)
    walk.act(case, Action.PREPARE_REFUSAL, walk.assignee(case), grounds=grounds, reasons="Негіз бар")
    walk.sign_decision(case, walk.staff(Role.HEAD))
    case = walk.act(case, Action.REFUSE, walk.staff(Role.HEAD))
    found = generated(case, tmp_path)
    assert {"preliminary-decision", "hearing-minutes", "annex-5", "signature-sheet"} <= set(found)
    for kind in ("preliminary-decision", "annex-5"):
        assert "Шот-фактура жарамсыз" in found[kind], kind
        assert {"kk": "Растайтын құжат", "ru": "Подтверждающий документ"}[lang] in found[kind], kind
    assert "I-5" in found["annex-5"]
    assert "I-16" in found["annex-5"]
    assert "I-5" not in found["preliminary-decision"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.clause("342:25", "342:A3.4.3", "342:A3.5.5", "342:A3.6.1")
def test_papers_of_monitoring(walk: Walk, drawn_papers: None, tmp_path: Path, lang: str) -> None:
    case = walk.give_to_monitor(walk.to(CaseState.MONITORING, content=content(lang)))
    monitor = walk.staff(Role.MONITOR)
    case = walk.act(case, Action.WARN, monitor, reasons="Кіріс жоспардан төмен")
    case = walk.act(case, Action.ASK, monitor, reasons="Есепті жіберіңіз", answer_by=walk.clock().date())
    walk._signed(case, Action.PREPARE_BREACH, Action.BREACH, monitor, reasons="Келісім бұзылды")
    case = walk.fresh(case)
    found = generated(case, tmp_path)
    assert {"risk-warning", "data-request", "demand"} <= set(found)
    assert "Кіріс жоспардан төмен" in found["risk-warning"]
    assert "I-18" in found["demand"]
    assert " ".join(until(walk.clock().date(), lang).split()) in " ".join(found["data-request"].split())
    assert not re.search(r"\b30\b", found["data-request"])


@pytest.mark.slow
def test_papers_of_an_incomplete_and_a_withdrawn_case(walk: Walk, drawn_papers: None, tmp_path: Path) -> None:
    for lang, state, kind in (
        ("kk", CaseState.REFUSED, "completeness-refusal"),
        ("ru", CaseState.WITHDRAWN, "applicant-notice"),
        ("ru", CaseState.CLOSED, "termination-notice"),
    ):
        found = generated(walk.to(state, content=content(lang)), tmp_path)
        assert kind in found
        assert "342:A6.8" not in found[kind]  # an official paper names a clause in words
        assert bool(re.search(r"\bI-4\b", found[kind])) == (kind == "completeness-refusal")
        db.session.commit()


def _hearing(case: Any) -> Any:
    from dms.queries import cases

    return cases.newest_hearing(case.id)
