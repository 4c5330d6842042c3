"""The ways in which answers are looked for, along the order or by the index of words: each finds the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import String, cast, func, insert
from sqlalchemy.dialects.postgresql import ARRAY

from dms.extensions import db
from dms.models import Case, SearchEntry
from dms.queries import entries, finding, people, reading
from dms.queries.entries import Narrowed
from dms.queries.finding import Seeker
from dms.search import asking
from dms.search.words import lexemes
from dms.services import clock
from tests.fixtures.people import make_organisation
from tests.fixtures.walk import Walk
from workflows.states import CaseState, Role

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST, LAST = BEGIN + timedelta(minutes=10), BEGIN + timedelta(minutes=20)
COUNT = 90


@pytest.fixture
def cases(walk: Walk) -> list[Case]:
    """Two cases with ninety pages between them, two pages of each moment: every word of its own frequency."""
    made = [walk.on(walk.draft(make_organisation()), CaseState.SUBMITTED) for _ in range(2)]
    for number in range(COUNT):
        words = ["бар", *(["үш"] if number % 3 == 0 else []), *(["жеті"] if number % 7 == 0 else [])]
        row = made[number % len(made)]
        db.session.execute(
            insert(SearchEntry).values(
                kind="page", case_id=row.id, organisation_id=row.organisation_id, programme=row.programme, page=number,
                doc_kind="invoice" if number % 2 else "act", at=BEGIN + timedelta(minutes=number // 2),
                text_words=func.array_to_tsvector(cast(lexemes(" ".join(words)), ARRAY(String))),
            )
        )  # fmt: skip
    db.session.commit()
    return made


def pages(seeker: Seeker, words: str, narrowed: Narrowed, limit: int = 4) -> list[int]:
    """The numbers of the pages found, sheet by sheet to the last."""
    found: list[int] = []
    after = None
    while rows := finding.find(seeker, asking.read(words), narrowed, after, limit):
        found += [row.entry.page or 0 for row in rows]
        after = rows[-1].mark
    return found


#: What is listed and looked up, and the stretches.
WAYS = {
    "one by one": (-1, 10**9, ()),
    "all by their lists": (10**9, 10**9, ()),
    "one by its list": (25, 25, (1, 2, 3)),
    "lists that name too much": (10**9, -1, (2, 3, 5)),
    "stretches": (-1, 0, (2, 3, 5)),
    "stretches to the end": (-1, 0, (2, 3, 200)),
}


QUESTIONS: list[tuple[str, Narrowed, Callable[[int], bool]]] = [
    ("бар", Narrowed(), lambda n: True),
    ("бар үш", Narrowed(), lambda n: n % 3 == 0),
    ("бар үш жеті", Narrowed(), lambda n: n % 21 == 0),
    ("үш", Narrowed(papers=("invoice",)), lambda n: n % 6 == 3),
    ("бар", Narrowed(first=FIRST, last=LAST), lambda n: 20 <= n < 40),
    ("жоқсөз бар", Narrowed(), lambda n: False),
]
LENGTHS = {"бар": COUNT, "үш": COUNT // 3, "жеті": COUNT // 7, "жоқсөз": 0}


def test_every_way_finds_the_same(cases: list[Case], walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    head, owner, today = walk.staff(Role.HEAD), cases[1].author, clock.today()
    own = tuple(row.organisation_id for row in people.active_memberships(owner, today))
    staff, his = reading.reader_of(head, today), reading.reader_of(owner, today)
    everybody = Seeker(staff, reading.readable(staff), scanning=False)
    applicant = Seeker(his, reading.visible(owner, today), scanning=False, organisations=own)
    faults = []
    for way, (listed, looked_up, stretches) in WAYS.items():
        monkeypatch.setattr(entries, "LISTED", listed)
        monkeypatch.setattr(entries, "LOOKED_UP", looked_up)
        monkeypatch.setattr(entries, "STRETCHES", stretches)
        for words, narrowed, expected in QUESTIONS:
            told = [COUNT, COUNT, *(LENGTHS[word] for word in words.split())]
            monkeypatch.setattr(entries.Sought, "_lengths", lambda self, begin, told=told: told)
            wanted = [n for n in reversed(range(COUNT)) if expected(n)]
            if pages(everybody, words, narrowed) != wanted:
                faults.append(f"{way}: {words}")
            if pages(applicant, words, narrowed) != [n for n in wanted if n % len(cases) == 1]:
                faults.append(f"{way}: {words}, the applicant's")
    assert faults == []


def test_a_misspelt_name_is_found_behind_hundreds_that_may_not_be_read(cases: list[Case], walk: Walk) -> None:
    closed, mine = cases
    for number in range(202):
        row = mine if number == 0 else closed
        db.session.execute(
            insert(SearchEntry).values(
                kind="case", case_id=row.id, organisation_id=row.organisation_id, programme=row.programme,
                at=BEGIN + timedelta(minutes=number), label="маңғыстау кабель зауыты",
                words=func.array_to_tsvector(cast(lexemes("маңғыстау кабель зауыты"), ARRAY(String))),
            )
        )  # fmt: skip
    db.session.commit()
    question = asking.read("маңғыстау кабелльль")
    reader = Seeker(walk.staff(Role.MONITOR), Case.id == mine.id, scanning=False)
    assert [row.case.id for row in finding.find_similar(reader, question, Narrowed(), 5)] == [mine.id]
    everybody = Seeker(walk.staff(Role.HEAD), Case.id > 0, scanning=False)
    assert {row.case.id for row in finding.find_similar(everybody, question, Narrowed(), 5)} == {closed.id}


def test_the_planner_tells_the_lengths(cases: list[Case], walk: Walk) -> None:
    rank = entries.ranks_of(asking.read("бар үш"))[2]
    assert rank is not None
    sought = entries.Sought(rank, [], [], lambda columns: columns)
    assert len(sought._lengths(None)) == 4
    nowhere = entries.Sought(rank, [SearchEntry.organisation_id.in_(())], [], lambda columns: columns)
    assert len(nowhere._lengths(None)) < 4
    assert nowhere.newest(None, 5) == []
