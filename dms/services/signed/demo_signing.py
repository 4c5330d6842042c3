"""The demo's signer in place of the national program: a key of the demo authority for the person who is logged in.
Its signatures go through the same door and the same judge as any other, and carry the word DEMO."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from dms.models import Case, DocumentVersion, User
from dms.queries import people
from dms.services import files
from dms.services.signed.signers import party_of
from dms.signing import demo_signer
from dms.signing.demo_authority import DemoAuthority, DemoIdentity, DemoPerson
from dms.signing.types import Capacity
from dms.signing.who import Side


def sign(version: DocumentVersion, user: User, case: Case | None, side: str, now: datetime) -> bytes:
    """A detached CMS over the version's bytes by the person's demo key.

    Raises:
        RuntimeError: outside the demo.
    """
    with files.read(version.file) as bytes_of_file:
        return demo_signer.sign(identity(user, case, side, now), bytes_of_file, now)


def identity(user: User, case: Case | None, side: str, now: datetime) -> DemoIdentity:
    """The demo certificate of this person for this side of the case; of the operator's side there may be none."""
    settings = current_app.config["SETTINGS"]
    if side == "operator":
        return _identity(user, settings.operator_bin, settings.operator, head=_is_head(user, now))
    assert case is not None  # an applicant signs only in his case
    rows = [m for m in people.active_memberships(user, now.date()) if m.organisation_id == case.organisation_id]
    head = any(row.kind == "head" for row in rows)
    return _identity(user, case.organisation.bin, case.organisation.name, head=head)


def head_identity(user: User, number: str, organisation: str) -> DemoIdentity:
    """The demo certificate of a first head (for an IIN: of the entrepreneur himself) who has no case yet."""
    return _identity(user, number, organisation, head=True)


def _is_head(user: User, now: datetime) -> bool:
    return any(row.role == "head" for row in people.staff_role_rows(user, now.date()))


def _identity(user: User, number: str, organisation: str, *, head: bool) -> DemoIdentity:
    party = party_of(number, Side.APPLICANT)
    surname, _, rest = user.name.partition(" ")
    given, _, patronymic = rest.partition(" ")
    capacity = Capacity.INDIVIDUAL
    if party.bin:
        capacity = Capacity.FIRST_HEAD if head else Capacity.EMPLOYEE
    person = DemoPerson(
        iin=user.iin or "",
        surname=surname,
        given_name=given or surname,
        patronymic=patronymic,
        capacity=capacity,
        bin=party.bin,
        organisation=organisation if party.bin else "",
        email=user.email,
    )
    return authority().identity(person)


def authority() -> DemoAuthority:
    """Raises: RuntimeError outside the demo."""
    settings = current_app.config["SETTINGS"]
    if not settings.demo:
        raise RuntimeError("the demo signer exists only in the demo")
    return DemoAuthority.ensure(settings.var / "demo-ca")
