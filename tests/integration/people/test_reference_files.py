"""Reference tables on their screen and in files: what goes out comes back the same, what is wrong is refused whole."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dms.errors import BadInput
from dms.models import ReferenceRow, User
from dms.services import clock
from dms.services.tables import reference, reference_csv, shipped
from tests.fixtures.people import make_staff, sign_in
from tests.integration.people.rows import put
from workflows.reference_tables import TABLES
from workflows.states import Role


def test_files_come_back_as_they_went(session: Any, two: tuple[User, User]) -> None:
    shipped.load(clock.now())
    rows = session.scalars(
        select(ReferenceRow).where(ReferenceRow.table == "mci").order_by(ReferenceRow.valid_from)
    ).all()
    found = reference_csv.read(TABLES["mci"], reference_csv.write(TABLES["mci"], rows).encode())
    assert [(p.valid_from, p.values["value"], p.source) for p in found] == [
        (row.valid_from, row.values["value"], row.source) for row in rows
    ]


def test_a_code_of_customs_survives_a_spreadsheet(two: tuple[User, User], session: Any) -> None:
    """As a bare number it would lose its first digit."""
    shipped.load(clock.now())
    values = {"code": "0409001000", "kk": "Бал", "ru": "Мед", "level": "lower"}
    put(two, "goods", "4956", values)
    rows = session.scalars(select(ReferenceRow).where(ReferenceRow.table == "goods").order_by(ReferenceRow.key)).all()
    file = reference_csv.write(TABLES["goods"], rows)
    assert "0409 00 100 0" in file
    assert [row.values["code"] for row in reference_csv.read(TABLES["goods"], file.encode())] == [
        "0409 00", "0409 00 100 0",
    ]  # fmt: skip
    kept = reference.propose(reference_csv.read(TABLES["goods"], file.encode()), two[0], clock.now())
    assert [row.values for row in kept] == [row.values for row in rows]


def test_formulas_stay_words(session: Any, two: tuple[User, User]) -> None:
    bad = reference.Proposal(table="retention", key="07-12", valid_from=date(2026, 1, 1), valid_to=None,
                             values={"years": "5", "kk": "=1+1", "ru": "@x", "en": ""}, source="-2")  # fmt: skip
    rows = reference.propose([bad], two[0], clock.now())
    text = reference_csv.write(TABLES["retention"], rows)
    assert "'=1+1" in text
    assert "'@x" in text
    assert "'-2" in text


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "file"),
        (b"key,valid_from,valid_to,source,value\n", "empty"),
        (b"key,valid_from,value\nmci,2027-01-01,1\n", "valid_to"),
        (b"key,valid_from,valid_to,source,value\nmci,2027-01-01,2027-12-31,law,1\nmci,01.01.2028,,law,1\n", "Line 3"),
        (b"key,valid_from,valid_to,source,value\nmci,2027-01-01,2027-12-31,law,x\n", "Line 2"),
        ("key,valid_from,valid_to,source,value\nmci,2027-01-01,2027-12-31,закон,1\n".encode("cp1251"), "UTF-8"),
    ],
)
def test_a_wrong_file_is_refused_whole(client: FlaskClient, session: Any, data: bytes, line: str) -> None:
    sign_in(client, make_staff(Role.ADMINISTRATOR))
    answer = client.post(
        "/admin/tables/mci/import", data={"file": (io.BytesIO(data), "mci.csv")}, follow_redirects=True
    )
    assert answer.status_code == 200
    assert session.scalars(select(ReferenceRow).where(ReferenceRow.status == "proposed")).all() == []
    with pytest.raises(BadInput, match=line if line != "file" else None):
        reference_csv.read(TABLES["mci"], data)


def test_the_screen(client: FlaskClient, session: Any, two: tuple[User, User]) -> None:
    sign_in(client, two[0])
    good = {"key": "mci", "valid_from": "01.01.2027", "valid_to": "31.12.2027", "source": "Law", "value_value": "4500"}
    assert re.search(r'name="key"[^>]*value="mci"', client.get("/admin/tables/mci").text), "it has no other key"
    assert "error-summary" in client.post("/admin/tables/mci", data={**good, "value_value": "many"}).text
    assert client.post("/admin/tables/mci", data=good).status_code == 302
    row = session.scalars(select(ReferenceRow).where(ReferenceRow.status == "proposed")).one()
    path = f"/admin/tables/mci/rows/{row.public_id}"
    client.post(f"{path}/approve")
    session.refresh(row)
    assert row.status == "proposed"
    sign_in(client, two[1])
    client.post(f"{path}/approve")
    session.refresh(row)
    assert row.status == "approved"
    assert client.post(f"{path}/reject").status_code == 409
    assert client.get("/admin/tables/mci.csv").data.decode("utf-8-sig").startswith("key,valid_from")
    assert client.get("/admin/tables/secrets").status_code == 404


def test_a_list_is_told_to_be_whole_on_the_screen(client: FlaskClient, session: Any, two: tuple[User, User]) -> None:
    sign_in(client, two[0])
    whole = {"key": "whole", "valid_from": "01.01.2026", "source": "Order"}
    assert "error-summary" in client.post("/admin/tables/goods", data={**whole, "key": "12"}).text
    assert client.post("/admin/tables/goods", data=whole).status_code == 302
    good = {**whole, "key": "12", "value_code": "8438 10", "value_kk": "a", "value_ru": "b", "value_level": "upper"}
    assert client.post("/admin/tables/goods", data=good).status_code == 302
    rows = session.scalars(select(ReferenceRow).where(ReferenceRow.status == "proposed").order_by(ReferenceRow.id))
    assert [(row.key, row.values["code"]) for row in rows] == [("whole", ""), ("12", "843810")]
    assert ">upper</td>" in client.get("/admin/tables/goods?q=12").text
