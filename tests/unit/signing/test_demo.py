"""The demonstration's authority and signer: made once, really verified, told apart, refused outside of the demo."""

from __future__ import annotations

import io
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509 as pyca

from dms.config import ConfigError, Settings
from dms.models import Signature
from dms.signing import Anchors, Capacity, Verdict, anchors_from, refuse_demo_anchors
from dms.signing.anchors import ANCHORS_FILE, DEMO_FOLDER, DEMO_ORGANISATION
from dms.signing.demo_authority import DemoAuthority, DemoPerson
from dms.signing.demo_signer import sign
from dms.signing.offline import offline_verify
from dms.signing.verifier import verifier_from
from tests.unit.signing.authority import AT, DOCUMENT
from tests.unit.signing.making import GOOD

HEAD = DemoPerson(
    iin="800101300012",
    surname="ӘҢҒҮҰҚӨҺІ",
    given_name="Үміт",
    patronymic="Ғалымқызы",
    capacity=Capacity.FIRST_HEAD,
    bin="990140000011",
    organisation="«Қазөңдеу» ЖШС",
    email="umit@example.kz",
)
ALONE = DemoPerson(iin="900202400023", surname="Іліясов", given_name="Һақназар")


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    DemoAuthority.ensure(folder / DEMO_FOLDER)
    return folder


@pytest.fixture
def authority(var: Path) -> DemoAuthority:
    return DemoAuthority.ensure(var / DEMO_FOLDER)


def settings(var: Path, **given: object) -> Settings:
    values: dict[str, object] = {"database_url": "-", "secret_key": "-", "storage_url": "-", "var": var, "demo": True}
    return Settings(**{**values, **given})


def test_names_are_told_as_people_write_them(var: Path, authority: DemoAuthority) -> None:
    cms = sign(authority.identity(HEAD), io.BytesIO(DOCUMENT), AT)
    signer = verifier_from(settings(var)).verify(cms, io.BytesIO(DOCUMENT), AT).signer
    assert signer is not None
    assert "Common Name" not in signer.issuer
    assert signer.issuer.endswith(DEMO_ORGANISATION)
    kept = Signature(signer={"common_name": signer.common_name, "patronymic": signer.patronymic})
    assert kept.signer_name == "ӘҢҒҮҰҚӨҺІ Үміт Ғалымқызы"
    assert Signature(signer={"common_name": "Іліясов Һақназар"}).signer_name == "Іліясов Һақназар"


@pytest.mark.parametrize("year", [2020, 2026, 2031, 2044])
def test_signs_and_verifies_wherever_the_demo_clock_stands(var: Path, authority: DemoAuthority, year: int) -> None:
    at = datetime(year, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=5)))
    cms = sign(authority.identity(HEAD), io.BytesIO(DOCUMENT), at)
    found = verifier_from(settings(var)).verify(cms, io.BytesIO(DOCUMENT), at)
    assert found.reasons == ()
    assert found.verdict is Verdict.VALID
    assert found.signed_at == at
    assert found.signer is not None
    assert found.signer.demo
    assert DEMO_ORGANISATION in found.signer.issuer
    again = offline_verify(cms, io.BytesIO(DOCUMENT), found.evidence, anchors_from(settings(var)), received_at=at)
    assert again.verdict is Verdict.VALID


def test_does_not_reach_beyond_its_span(var: Path, authority: DemoAuthority) -> None:
    cms = sign(authority.identity(HEAD), io.BytesIO(DOCUMENT), AT)
    late = datetime(2046, 1, 1, 12, tzinfo=UTC)
    assert verifier_from(settings(var)).verify(cms, io.BytesIO(DOCUMENT), late).verdict is Verdict.INVALID


def test_another_byte_is_refused(var: Path, authority: DemoAuthority) -> None:
    cms = sign(authority.identity(HEAD), io.BytesIO(DOCUMENT), AT)
    assert verifier_from(settings(var)).verify(cms, io.BytesIO(DOCUMENT + b"."), AT).verdict is Verdict.INVALID


@pytest.mark.parametrize("capacity", list(Capacity))
def test_capacity_is_in_the_certificate(var: Path, authority: DemoAuthority, capacity: Capacity) -> None:
    person = DemoPerson(
        iin="700303300034",
        surname="Қ",
        given_name="Ә",
        capacity=capacity,
        bin="" if capacity == "individual" else "1" * 12,
    )
    found = verifier_from(settings(var)).verify(
        sign(authority.issue(person), io.BytesIO(b"x"), AT), io.BytesIO(b"x"), AT
    )
    assert found.verdict is Verdict.VALID
    assert found.signer is not None
    assert found.signer.capacity is capacity


def test_an_individual_has_no_organisation(var: Path, authority: DemoAuthority) -> None:
    cms = sign(authority.identity(ALONE), io.BytesIO(DOCUMENT), AT)
    signer = verifier_from(settings(var)).verify(cms, io.BytesIO(DOCUMENT), AT).signer
    assert signer is not None
    assert (signer.common_name, signer.bin, signer.organisation) == ("Іліясов Һақназар", "", "")


def test_keys_are_for_their_owner_only(authority: DemoAuthority) -> None:
    authority.identity(HEAD)
    files = [path for path in authority.folder.rglob("*") if path.is_file()]
    assert len(files) >= 6
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(authority.folder.stat().st_mode) == 0o700


def test_a_second_start_keeps_keys_and_people(var: Path, authority: DemoAuthority) -> None:
    first = authority.identity(HEAD)
    again = DemoAuthority.ensure(var / DEMO_FOLDER).identity(HEAD)
    assert again == first
    assert authority.issue(HEAD) != first


def test_simultaneous_first_starts_make_one_authority(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: DemoAuthority.ensure(tmp_path / "ca").identity(ALONE).issuer_pem, range(4)))
    assert len(set(made)) == 1
    assert os.listdir(tmp_path) == ["ca"]


def test_names_of_the_authority_say_demo(authority: DemoAuthority) -> None:
    for certificate in pyca.load_pem_x509_certificates((authority.folder / ANCHORS_FILE).read_bytes()):
        assert "DEMO" in certificate.subject.rfc4514_string()


def test_demo_anchors_stop_a_start_without_demo(var: Path) -> None:
    file = str(var / DEMO_FOLDER / ANCHORS_FILE)
    with pytest.raises(ConfigError, match="DMS_DEMO"):
        anchors_from(settings(var, demo=False, trust_anchors=file))
    assert anchors_from(settings(var, trust_anchors=file)).roots
    demo = Anchors.from_pem(Path(file).read_bytes())
    with pytest.raises(ConfigError):
        refuse_demo_anchors(GOOD.anchors + demo, demo=False)
    refuse_demo_anchors(GOOD.anchors, demo=False)


def test_production_without_anchors_does_not_start(var: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="DMS_TRUST_ANCHORS"):
        anchors_from(settings(var, demo=False))
    with pytest.raises(ConfigError, match=r"gone\.pem"):
        anchors_from(settings(var, demo=False, trust_anchors=str(tmp_path / "gone.pem")))
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificates")
    with pytest.raises(ConfigError, match=r"empty\.pem"):
        anchors_from(settings(var, demo=False, trust_anchors=str(empty)))


def test_a_signature_needs_a_moment_with_its_zone(authority: DemoAuthority) -> None:
    with pytest.raises(ValueError, match="zone"):
        sign(authority.identity(ALONE), io.BytesIO(b""), AT.replace(tzinfo=None))
