"""The words of the law travel with the project: every clause that the rules cite can be opened."""

from __future__ import annotations

import pytest

from dms import law
from dms.passport import rows
from workflows.interpretations import REGISTER
from workflows.programmes import EDITIONS
from workflows.programmes.domestic_342 import rates
from workflows.programmes.domestic_342.checks import CHECKS
from workflows.programmes.domestic_342.completeness import PAPER_ITEMS
from workflows.programmes.domestic_342.cost_types import SUBITEMS, TYPES
from workflows.programmes.domestic_342.documents import DOCUMENT_KINDS
from workflows.programmes.domestic_342.form_items import ITEMS
from workflows.programmes.domestic_342.grounds import GROUNDS


def cited_by_rules() -> set[str]:
    found = {row.clause for edition in EDITIONS["domestic-342"] if edition.workflow for row in edition.workflow.rows}
    for group in (
        CHECKS,
        PAPER_ITEMS,
        DOCUMENT_KINDS,
        TYPES,
        SUBITEMS,
        ITEMS,
        GROUNDS.values(),
        rates.FIGURES.values(),
    ):
        found |= {thing.clause for thing in group}
    found |= {rule.clause for edition in EDITIONS["domestic-342"] for rule in edition.timing.rules.values()}
    found |= {clause for entry in REGISTER for clause in entry.clauses}
    return {clause for clause in found if clause.startswith("342:")}


def test_every_clause_of_the_rules_is_there() -> None:
    cited = cited_by_rules()
    assert len(cited) > 50
    assert sorted(ref for ref in cited if not law.has(ref)) == []


def test_paragraphs_1_to_39_and_the_agreement_are_whole() -> None:
    wanted = [f"342:{n}" for n in range(1, 40)]
    wanted += [f"342:A3.{n}" for n in range(1, 22)] + [f"342:A6.{n}" for n in range(1, 11)]
    assert [ref for ref in wanted if not law.has(ref)] == []


def test_the_orders_themselves_and_their_forms_are_there() -> None:
    wanted = [f"342:B.{n}" for n in range(1, 6)] + [f"342:A{n}" for n in range(1, 7)] + ["342:A3.A1", "342:A3.A2"]
    wanted += [f"342:A4.{n}" for n in range(1, 10)] + [f"342:A4.T.{n}" for n in range(1, 5)] + ["342:BA2.3"]
    wanted += ["298:1", "298:2.2", "298:3", "298:4", "314:A.3", "314:BA2"]
    assert [ref for ref in wanted if not law.has(ref)] == []


def test_the_paragraphs_that_298_defers_are_those_on_certificates_of_origin() -> None:
    """298:4 counts them: 53 to 55 and 65 to 67 of its item 1."""
    amending = law.find("298:1").words
    assert len(amending) == 106
    for ref, last in (("314:16.1", 55), ("314:17.1", 67)):
        assert [words.strip('";') for words in amending[last - 3 : last]] == [
            "бірінші бөлікте:",
            "1) тармақшасы мынадай редакцияда жазылсын:",
            law.find(ref).words[0].strip(";"),
        ]


def test_a_clause_has_words_and_stands_once() -> None:
    assert all(found.words and all(found.words) for found in map(law.find, law.refs()))
    assert len(set(law.refs())) == len(law.refs())


def test_a_chapter_stands_above_its_first_clause() -> None:
    assert law.find("342:1").heading == "1-тарау. Жалпы ережелер"
    assert law.find("342:2").heading == ""
    assert [ref for ref in law._headings() if not law.has(ref)] == []


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("342:9.1", "8-тармағының 1) тармақшасына сәйкес келтірілген шығындар бойынша"),
        ("342:36", "осы Қағидаларға 2-қосымшаға сәйкес нысан бойынша"),
        ("342:A3.5.1", "осы Келісімге 2-қосымшада келтірілген;"),
        ("342:A6.7", "тәулік бойы (көрсетілетін қызметті алушы"),
    ],
)
def test_what_fell_out_of_its_place_is_back(ref: str, words: str) -> None:
    found = law.find(ref)
    assert found is not None
    assert words in " ".join(found.words)


def test_a_part_stands_in_its_paragraph() -> None:
    found = law.find("342:9.1")
    assert found is not None
    assert found.within == ("342:9",)
    assert {entry.id for entry in found.interpretations} >= {"I-1", "I-2", "I-10"}
    assert law.find("342:40") is None


def test_the_passport_has_all_rows_with_the_orders_words() -> None:
    found = rows()
    assert [row.number for row in found] == list(range(1, 11))
    assert found[2].lines.kk == "8 (сегіз) жұмыс күні"
    for row in found:
        assert row.lines.kk.count("\n") <= row.lines.ru.count("\n") + 12
        assert all((row.lines.ru, row.lines.en, row.name.ru, row.name.en))


def test_what_order_298_restates_is_there_with_its_act() -> None:
    found = law.find("314:22.3")
    assert found is not None
    assert found.within == ("314:22",)
    assert "314-НҚ" in found.act
    assert "75 000" in found.words[0]
    assert law.find("342:9.1").act != found.act


def test_every_clause_of_the_export_rules_is_there() -> None:
    """The types and papers of which no text is at hand cite the paragraph that stands for them."""
    cited = set()
    for edition in EDITIONS["export-314"]:
        cited |= {row.clause for row in edition.workflow.rows} | set(edition.leaving)
        groups = (
            edition.checks.all,
            edition.papers.kinds,
            edition.papers.paper_items,
            edition.costs.removed,
            edition.costs.caps,
        )
        cited |= {thing.clause for group in groups for thing in group}
        cited |= {rule.clause for rule in edition.timing.rules.values()}
    assert len(cited) > 15
    cited -= {""}  # what stands in paragraphs that are not at hand names none
    assert sorted(ref for ref in cited if not law.has(ref)) == []
