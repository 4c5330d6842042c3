"""P8: nothing leaks sideways. One applicant's words stand in every field and file of his; another one looks at every
page, search, file, ZIP and answer that he can reach or guess, and meets none of them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url, true

from dms import scope
from dms.extensions import db
from dms.models import Document
from dms.platform.postgres import Server, Urls
from dms.queries import people
from dms.services import clock, correspondence, filing
from dms.services.desk import notes
from dms.services.desk.standing import of_staff
from dms.services.versions import page_remarks
from tests.fixtures.application import Letters
from tests.fixtures.people import head_of, make_organisation, make_user, sign_in
from tests.fixtures.promises import Trial
from tests.fixtures.texts import written
from tests.fixtures.walk import Walk
from tests.integration.desk.test_filing import INDEX, nomenclature
from tests.integration.finding.conftest import put, run_jobs
from tests.integration.promises.canaries import CANARY, Crawler, canary, planted
from workflows.filing import GeneralKind
from workflows.letter_kinds import LetterKind
from workflows.states import CaseState, Role

pytestmark = pytest.mark.promise("P8")
S = CaseState
WAY = (S.SUBMITTED, S.REGISTERED, S.COMPLETENESS, S.SUBSTANTIVE_REVIEW)
STARTS = ("/portal/", "/portal/search", "/account/", "/notices", "/", "/passport", "/check", "/contacts")


class Browser:
    """A person's browser; the test's own transaction ends before each request."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str) -> Any:
        db.session.commit()
        return self.client.get(address)


def browser(app: Flask, user: Any) -> Browser:
    return Browser(sign_in(app.test_client(), user))


def fill(walk: Walk, organisation: Any, content: dict[str, Any] | None, word: str, *, whole: bool) -> list[Any]:
    """A case in review with a file whose name and words hold ``word``, and a draft; where the figures are ``whole``,
    also one at its hearing and one whose agreement waits."""
    case = walk.draft(organisation, content)
    put(case, written(f"Келісімшарт {word} мәтіні"), name=f"{word}.pdf")
    for state in WAY:
        case = walk.on(case, state)
    found = [case]
    if whole:
        found += [walk.to(state, organisation=organisation, content=content) for state in (S.HEARING, S.AGREEMENT)]
    found.append(walk.draft(organisation, content))
    run_jobs()
    return found


@pytest.fixture
def theirs(walk: Walk, trial: Trial, postgres: Server, database_urls: Urls) -> list[Any]:
    """The cases of the one whose words nobody else may see, canaries in everything that hangs on them."""
    head = make_user(name=f"{canary()} Асан", position=canary())
    organisation = make_organisation(head, name=f"«{canary()}» ЖШС", details={"address": canary(), "bank": canary()})
    cases = fill(walk, organisation, planted(), canary(), whole=trial.full)
    notes.write(of_staff(cases[0].public_id, walk.assignee(cases[0]), clock.now()), canary(), clock.now())
    plant_around(walk, cases[0], head)
    ids = [case.id for case in cases]
    db.session.commit()
    written_over(ids, postgres.admin_conninfo(make_url(database_urls.app).database or ""))
    return cases


def plant_around(walk: Walk, case: Any, head: Any) -> None:
    """Canaries in a letter, its file and that file's name, in a remark on a page, in a general document."""
    sent = [(io.BytesIO(written(f"Хат {canary()} мәтіні")), f"{canary()}.pdf")]
    told = correspondence.Told(kind=LetterKind.REQUEST, subject=canary(), language="kk")
    correspondence.send_in(case, head, told, sent)
    officer = walk.assignee(case)
    paper = db.session.query(Document).filter_by(case_id=case.id, kind="contract").first()
    standing = of_staff(case.public_id, officer, clock.now())
    page_remarks.write(standing, paper.current, 1, canary(), page_remarks.example_of(case))
    nomenclature(walk)
    folder = filing.open_folder(INDEX, clock.today().year, walk.staff(Role.REGISTRAR))
    of_office = filing.Told(kind=GeneralKind.ORDER, subject=canary(), language="kk")
    filing.draft(folder, officer, of_office, [(io.BytesIO(written(f"Бұйрық {canary()}")), f"{canary()}.pdf")])
    run_jobs()


def written_over(cases: list[int], admin: str) -> None:
    """Canaries in what a paper keeps for good; only the database's owner can still put them there."""
    with psycopg.connect(admin) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(
            "UPDATE documents SET title = %s, number = %s WHERE case_id = ANY(%s)", (canary(), canary(), cases)
        )


def guesses(cases: list[Any]) -> list[str]:
    """What somebody asks who knows a little: names, numbers and words of the other's."""
    organisation = cases[0].organisation
    known = [organisation.bin, organisation.name, cases[0].number]
    words = ["QZVR0001", "qzvr", "QZVR0005.pdf", *known, "келісімшарт мәтіні"]
    return [f"/portal/search?q={word}{more}" for word in words for more in ("", "&what=uploaded", "&what=costs")]


def test_nothing_of_another_is_met(
    app: Flask, client: FlaskClient, walk: Walk, theirs: list[Any], trial: Trial, letters: Letters
) -> None:
    most = trial.rounds(60, 2000)
    owner = Crawler(browser(app, head_of(theirs[0].organisation)), most)
    own_pages = owner.crawl([*STARTS, *(f"/portal/c/{case.public_id}/" for case in theirs)])
    assert sum(bool(page.canaries) for page in own_pages) > 5, "the canaries are not to be seen by their owner either"
    for page in own_pages:
        if page.canaries:
            kept = page.headers.lower()
            trial.count("no-store" in kept or "private" in kept)

    mine = fill(walk, make_organisation(), None, "өзімнің", whole=trial.full)
    other = Crawler(browser(app, head_of(mine[0].organisation)), most)
    other.crawl([*STARTS, *(f"/portal/c/{case.public_id}/" for case in mine)])
    other.most = 10**6
    for address in [*guesses(theirs), *(page.address for page in own_pages)]:
        other.get(address)
    met = {page.address: page.canaries for page in other.seen if page.canaries and not CANARY.search(page.address)}
    echoed = [page for page in other.seen if CANARY.search(page.address)]
    for page in other.seen:
        trial.count(page.address not in met)
    for page in echoed:  # the question comes back, and nothing with it
        trial.count(page.canaries <= {word.lower() for word in CANARY.findall(page.address)})
    assert met == {}
    for letter in letters.all():
        to_other = head_of(mine[0].organisation).email in str(letter["To"])
        trial.count(not (to_other and CANARY.search(str(letter))))


def test_a_planted_leak_is_found(
    app: Flask, client: FlaskClient, walk: Walk, theirs: list[Any], trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search asks for no rights and the wall in the database is open: the other meets the words."""
    from dms.views.portal import find

    stranger = head_of(make_organisation())
    address = "/portal/search?q=келісімшарт мәтіні"
    trial.count(not Crawler(browser(app, stranger), 1).get(address).canaries)
    asked = find.Seeker
    monkeypatch.setattr(people, "scope_for", lambda *_a: scope.Scope("staff"))
    monkeypatch.setattr(find, "Seeker", lambda *given: replace(asked(*given), readable=true(), organisations=None))
    trial.planted(bool(Crawler(browser(app, stranger), 1).get(address).canaries))


def test_the_operators_search_keeps_to_its_rights(
    app: Flask, client: FlaskClient, walk: Walk, theirs: list[Any], trial: Trial
) -> None:
    """Of a draft nobody at the operator meets a word; of the others whoever opens the case."""
    case, draft = theirs[0], theirs[-1]
    roles = [*Role] if trial.full else [Role.EXECUTOR, Role.ARCHIVIST, Role.MONITOR]
    for role in sorted(set(roles) - {Role.APPLICANT}):
        person = browser(app, walk.staff(role))
        opens = person.get(f"/desk/c/{case.public_id}/").status_code == 200
        found = person.get("/desk/search?q=qzvr").get_data(as_text=True).split('id="found"')[1]
        trial.count(draft.public_id not in found)
        trial.count((case.public_id in found) == opens)
