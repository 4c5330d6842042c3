"""The archive's pages: found again by everything it is known by, downloaded with a record, handed over once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import scoped_session

from dms import scope
from dms.extensions import db
from dms.formatting import local
from dms.models import ArchivePackage, FileOpening
from dms.services import clock
from dms.services.packing import making
from dms.services.tables import reference
from tests.fixtures import people
from tests.fixtures.walk import Walk
from workflows.packages import PackageState
from workflows.states import CaseState, Role

Packed = tuple[Any, ArchivePackage]
#: Arguments that nobody offers, named like those of the functions that make addresses.
ODD = "?after=rubbish&endpoint=x&rows=1&_external=1&_scheme=x"


def test_the_archive(app: Flask, walk: Walk, packed: Packed, session: scoped_session[Any]) -> None:
    case, row = packed
    place = f"/archive/c/{case.public_id}"

    def browse(role: Role, path: str, **form: Any) -> Any:
        client = people.sign_in(app.test_client(), walk.staff(role))
        return client.post(path, data=form) if form else client.get(path)

    for asked in (
        case.number, case.number.lower(), case.organisation.bin, case.organisation.name.split("»")[0].strip("«"), "8",
        "17",
    ):  # fmt: skip
        assert case.public_id in browse(Role.ARCHIVIST, f"/archive/?q={asked}").get_data(as_text=True), asked
    for asked in ("?q=12345", "?q=%25", "?state=closed", "?year=2023", "?package=none", "?programme=export-314"):
        assert case.public_id not in browse(Role.ARCHIVIST, f"/archive/{asked}").get_data(as_text=True), asked
    for asked in ("?state=refused", "?year=2026", "?package=verified", "?retention=none", "?after=rubbish&year=x", ODD):
        assert case.public_id in browse(Role.ARCHIVIST, f"/archive/{asked}").get_data(as_text=True), asked
    page = browse(Role.ARCHIVIST, place).get_data(as_text=True)
    assert row.sha256 in page
    assert "What was checked" in page
    for role, status in ((Role.SUPERVISOR, 200), (Role.FINANCE, 403), (Role.EXECUTOR, 403)):
        assert browse(role, place).status_code == status
    assert browse(Role.SUPERVISOR, f"{place}/pack", index_no="").status_code in (302, 403)
    package = browse(Role.ARCHIVIST, f"{place}/package.zip")
    assert package.data.startswith(b"PK")
    openings = session.scalars(select(FileOpening).where(FileOpening.file_id == row.file_id)).all()
    assert [(opening.how, opening.user_id) for opening in openings] == [("package", walk.staff(Role.ARCHIVIST).id)]
    assert browse(Role.SUPERVISOR, f"{place}/hand-over", version=case.version).status_code == 403
    assert browse(Role.ARCHIVIST, f"{place}/hand-over", version=case.version - 1).status_code == 409
    assert browse(Role.ARCHIVIST, f"{place}/hand-over", version=case.version).status_code == 302
    assert walk.fresh(case).state == CaseState.ARCHIVED
    assert browse(Role.ARCHIVIST, place).status_code == 200
    for role, key, told in (
        (Role.REGISTRAR, case.public_id, True),
        (Role.FINANCE, case.public_id, False),  # nothing was granted: it was never hers to read
        (Role.REGISTRAR, "nosuchcase000000", False),
    ):
        away = browse(role, f"/desk/c/{key}/")
        assert (away.status_code, "ask the archivist" in away.get_data(as_text=True)) == (404, told), role


def test_a_case_under_way_is_not_there(app: Flask, walk: Walk) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    client = people.sign_in(app.test_client(), walk.staff(Role.HEAD))
    assert client.get(f"/archive/c/{case.public_id}").status_code == 404
    assert client.get("/archive/c/nothing").status_code == 404


def test_retention_and_a_failed_package(app: Flask, walk: Walk, packed: Packed) -> None:
    case, row = packed
    package_id = row.id
    client = people.sign_in(app.test_client(), walk.staff(Role.ARCHIVIST))
    _set(package_id, retain_until=clock.now())
    walk.clock.advance(days=1)
    assert case.public_id in client.get("/archive/?retention=ended").get_data(as_text=True)
    assert case.public_id not in client.get("/archive/?retention=running").get_data(as_text=True)
    _set(package_id, state=PackageState.FAILED.value)
    assert client.get(f"/archive/c/{case.public_id}/package.zip").status_code == 404


def test_a_term_runs_from_the_first_of_january(walk: Walk, packed: Packed) -> None:
    case, _row = packed
    values = {"years": 5, "kk": "Мемлекеттік қызмет істері", "ru": "Дела по государственной услуге"}
    row = reference.Proposal(
        table="retention", key="07-12", valid_from=date(2023, 1, 1), valid_to=None, values=values, source="Order"
    )
    [proposed] = reference.propose([row], walk.staff(Role.ADMINISTRATOR), clock.now())
    reference.approve(proposed.public_id, walk.staff(Role.HEAD), clock.now())
    until = making.retain_until("07-12", case, clock.now())
    assert until == datetime(local(case.ended_at).year + 6, 1, 1, tzinfo=clock.ALMATY)


def test_the_list_costs_the_same_however_long_it_is(app: Flask, walk: Walk) -> None:
    client = people.sign_in(app.test_client(), walk.staff(Role.ARCHIVIST))
    walk.to(CaseState.WITHDRAWN)
    counts = []
    for _ in range(2):
        asked: list[str] = []

        def count(_c: Any, _cur: Any, statement: str, *_rest: Any, asked: list[str] = asked) -> None:
            asked.append(statement)

        connection = db.session.connection()
        event.listen(connection.engine, "before_cursor_execute", count)
        try:
            assert client.get("/archive/").status_code == 200
        finally:
            event.remove(connection.engine, "before_cursor_execute", count)
        counts.append(len(asked))
        walk.to(CaseState.WITHDRAWN)
        walk.to(CaseState.WITHDRAWN)
    assert counts[0] == counts[1] > 0


def _set(package_id: int, **values: Any) -> None:
    """Planted in the row itself: no service does this."""
    with scope.acting(scope.SYSTEM):
        db.session.execute(update(ArchivePackage).where(ArchivePackage.id == package_id).values(**values))
        db.session.commit()
