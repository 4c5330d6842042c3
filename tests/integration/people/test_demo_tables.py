"""The demo's rows of the reference tables go in by the services, and the rules read them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from flask.testing import FlaskClient

from dms.demo import tables
from dms.demo.export_plans import ABOUT
from dms.queries import reference as queries
from dms.services import clock
from dms.services.tables import reference
from tests.fixtures.people import make_staff
from workflows.states import Role


def put(day: date) -> None:
    rows = reference.propose(tables.proposals(day, ()), make_staff(Role.FINANCE), clock.now())
    admin = make_staff(Role.ADMINISTRATOR)
    for public_id in [row.public_id for row in rows if row.table in ("goods", "services", "labels", "categories")]:
        reference.approve(public_id, admin, clock.now())


def test_every_row_is_taken_and_labels_reach_the_estimate(session: Any, client: FlaskClient) -> None:
    before = client.get("/estimate?programme=export-314").text
    assert "Шетелдегі жарнама (ДЕМО)" not in before
    put(clock.today())
    tabled = Counter(row.table for row in tables.proposals(clock.today(), ()))
    assert min(tabled[name] for name in ("goods", "services", "labels", "categories")) >= 2
    assert queries.find_covering("goods", "4405", clock.today()) is not None
    session.commit()
    assert "Шетелдегі жарнама (ДЕМО)" in client.get("/estimate?programme=export-314").text


def test_the_rows_agree_with_what_the_stories_say() -> None:
    codes = {code for _no, code, *_rest in tables.EXPORT_GOODS}
    told = {row["code"][:6] for about in ABOUT.values() for row in about.get("goods", ())}
    assert told <= codes
    assert {key: size for key, size in tables.SIZES.items() if ABOUT[key]["size"] != size} == {}
