"""Staff see who signed for the applicant, as what, and the paper behind it; each look at the paper is written down."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from dms.models import FileOpening
from dms.queries import documents
from dms.services import files
from dms.services.files import lone_files
from dms.services.unit import unit
from tests.fixtures import people
from tests.fixtures.filled import small_pdf
from tests.fixtures.walk import Walk
from tests.integration.desk.conftest import Sign
from workflows.states import Action, CaseState, Role


def with_representative(walk: Walk) -> tuple[Any, Any]:
    """A case in payment: the head signed the application, a representative the agreement."""
    case = walk.to(CaseState.AGREEMENT)
    helper = people.make_user(name="Оспанов Ерлан")
    kept = files.keep(BytesIO(small_pdf()), name="сенімхат.pdf", media_type="application/pdf", owner=helper)
    with unit():
        lone_files.order(files.claim(kept))
    paper = kept.id
    lone_files.check(paper)
    member = people.add_member(case.organisation, helper, scope=["draft", "sign"], paper_no="15", paper_file_id=paper)
    papers = [row for row in documents.documents_of(case.id, "generated") if row.kind == "annex-3"]
    walk.sign(papers, helper, "applicant")
    return walk.act(case, Action.SIGN_AGREEMENT, helper), member


def test_the_overview_says_who_signed_and_on_what_paper(
    walk: Walk, as_user: Sign, text_of: Callable[[Any], str]
) -> None:
    case, member = with_representative(walk)
    page = text_of(as_user(walk.staff(Role.HEAD)).get(f"/desk/c/{case.public_id}/"))
    table = page.split("Who signs for the applicant")[-1].split("</table>")[0]
    assert table.index("First head") < table.index("power of attorney No. 15")
    assert "Оспанов Ерлан" in table
    assert f"/powers/{member.id}" in table


def test_the_paper_opens_and_its_opening_is_written_down(walk: Walk, as_user: Sign, session: Any) -> None:
    case, member = with_representative(walk)
    reader = walk.staff(Role.HEAD)
    answer = as_user(reader).get(f"/desk/c/{case.public_id}/powers/{member.id}")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
    opened = session.query(FileOpening).filter_by(file_id=member.paper_file_id).one()
    assert (opened.user_id, opened.case_id, opened.how) == (reader.id, case.id, "download")


def test_the_paper_of_another_organisation_is_not_found_through_a_case(walk: Walk, as_user: Sign) -> None:
    _case, member = with_representative(walk)
    other = walk.to(CaseState.REGISTERED)
    assert as_user(walk.staff(Role.HEAD)).get(f"/desk/c/{other.public_id}/powers/{member.id}").status_code == 404
