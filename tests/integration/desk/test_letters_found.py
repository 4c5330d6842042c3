"""Letters outside of any case in the search of the desk: by what they are found, and by whom."""

from __future__ import annotations

import io
from typing import Any

from flask.testing import FlaskClient

from dms.queries import letters as queries
from dms.queries.reading import reader_of
from dms.search import asking
from dms.services import clock, correspondence
from dms.services.correspondence import Given
from dms.services.finding import texts
from tests.fixtures.people import sign_in
from tests.fixtures.texts import written
from tests.fixtures.walk import Walk
from tests.integration.desk.test_letters import checked, told
from workflows.filing import READERS
from workflows.states import STAFF_ROLES, Role


def test_the_search_finds_letters_of_no_case(walk: Walk, session: Any, client: FlaskClient) -> None:
    registrar = walk.staff(Role.REGISTRAR)
    given = told(
        subject="Көрме туралы", correspondent="«Қазақ Эксперт» ЖШС", correspondent_bin="070740003933",
        their_number="77/ҚЭ-5",
    )  # fmt: skip
    words = [(io.BytesIO(written("Құрметті әріптестер, тұсаукесерге шақырамыз")), "хат.pdf")]
    letter = checked(session, correspondence.enter(None, registrar, given, words, Given()))
    for paper in letter.files:
        texts.read(paper.current.id)
    for typed in ("тұсаукесер", "77/қэ-5", "эксперт", "070740003933", "көрме", letter.number or ""):
        question = asking.read(typed)
        assert question is not None
        for role in sorted(STAFF_ROLES):
            who = reader_of(walk.staff(role), clock.today())
            found = [row.id for row in queries.find_by_text(who, question, scanning=False, limit=5)]
            assert found == ([letter.id] if role in READERS else []), (typed, role)
    session.commit()
    for role, shown in ((Role.REGISTRAR, True), (Role.ADMINISTRATOR, False)):
        sign_in(client, walk.staff(role))
        answer = client.get("/desk/search", query_string={"q": "тұсаукесер"}).get_data(as_text=True)
        assert (f"/{letter.public_id}" in answer) is shown
