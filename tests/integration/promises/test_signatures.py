"""P10: only a valid signature of the right person is accepted. P11: a signature stays provable."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest

from dms.signing import binding
from dms.signing import verifier as judging
from dms.signing.archive import ADDED, Added, StampKind, stamped_bytes
from dms.signing.gost import engine
from dms.signing.offline import offline_verify
from dms.signing.revocation import RevocationData
from dms.signing.types import Verdict, Verification
from dms.signing.verifier import CmsVerifier
from dms.signing.who import Party, Side, reasons_against
from tests.fixtures.pki.ca import AT, EMPLOYEE, INDIVIDUAL, MAIL, Answer, Ca, Person, answer
from tests.fixtures.pki.gost import gost_256
from tests.fixtures.pki.keys import Key, rsa_key
from tests.fixtures.pki.signing import DOCUMENT, Hand, detached
from tests.fixtures.pki.stamping import Stamping
from tests.fixtures.promises import Trial
from tests.unit.signing.corpus import INVALID, UNDECIDED, VALID
from tests.unit.signing.test_verifier import answer as judged
from workflows.states import Action

KINDS: dict[str, Callable[[str], Key]] = {"rsa": rsa_key}
if engine.is_here():
    KINDS["gost 256"] = gost_256  # that of 512 bits has its own tests: two libraries take seconds over a chain
SHA256 = hashlib.sha256(DOCUMENT).hexdigest()


@cache
def authority(kind: str) -> Ca:
    return Ca(make=KINDS[kind])


@cache
def signed(kind: str) -> bytes:
    ca = authority(kind)
    return detached(Hand(ca.issue(), ca.make("person")), stamp=Stamping(ca).token)


def at_receipt(kind: str, cms: bytes, document: bytes = DOCUMENT) -> Verification:
    data = RevocationData(authority(kind).lists())
    return CmsVerifier(authority(kind).anchors, lambda: data).verify(cms, io.BytesIO(document), AT)


@cache
def evidence_of(kind: str) -> str:
    return json.dumps(dict(at_receipt(kind, signed(kind)).evidence))


def again(kind: str, evidence: Any, cms: bytes | None = None, document: bytes = DOCUMENT, **given: Any) -> Verification:
    cms = signed(kind) if cms is None else cms
    return offline_verify(cms, io.BytesIO(document), evidence, authority(kind).anchors, received_at=AT, **given)


@pytest.mark.promise("P10")
def test_only_a_valid_signature_is_accepted(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole corpus: refused or open, each as it must be, and none that is good is refused."""
    for _code, make in INVALID.values():
        trial.count(judged(make()).verdict is Verdict.INVALID)
    for _code, make in UNDECIDED.values():
        trial.count(judged(make()).verdict is Verdict.CANNOT_TELL)
    for good in VALID.values():
        trial.count(judged(good()).verdict is Verdict.VALID)
    for kind in KINDS:
        trial.count(at_receipt(kind, signed(kind)).verdict is Verdict.VALID)
        trial.count(at_receipt(kind, signed(kind), DOCUMENT + b" ").verdict is Verdict.INVALID)
    monkeypatch.setattr(judging, "reasons_against_integrity", lambda *_given: [])
    trial.planted(any(judged(make()).verdict is Verdict.VALID for _code, make in INVALID.values()))


#: Valid signatures, right and wrong for the account and the party.
PEOPLE = [
    (Person(), "800101300012", Party(Side.APPLICANT, bin="990140000011"), True),
    (Person(), "750505400023", Party(Side.APPLICANT, bin="990140000011"), False),
    (Person(), "800101300012", Party(Side.APPLICANT, bin="990140000022"), False),
    (Person(bin="", extended=(MAIL, *INDIVIDUAL)), "800101300012", Party(Side.APPLICANT, bin="990140000011"), False),
    (Person(bin="", extended=(MAIL, *INDIVIDUAL)), "800101300012", Party(Side.APPLICANT, iin="800101300012"), True),
    (Person(extended=(MAIL, *EMPLOYEE)), "800101300012", Party(Side.APPLICANT, bin="990140000011"), False),
    (Person(), "800101300012", Party(Side.OPERATOR, bin="990140000022"), False),
]


@pytest.mark.promise("P10")
def test_a_valid_signature_of_another_person_is_refused(trial: Trial) -> None:
    ca = authority("rsa")
    for person, account, party, fits in PEOPLE:
        found = at_receipt("rsa", detached(Hand(ca.issue(person), ca.make("person"))))
        assert found.signer is not None
        reasons = reasons_against(found.signer, party, account, None, Action.SUBMIT, AT.date())
        trial.count(found.verdict is Verdict.VALID and (not reasons) is fits)


def flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) * 8)
    bent = bytearray(data)
    bent[place // 8] ^= 1 << place % 8
    return bytes(bent)


def bent(kind: str, chance: random.Random) -> Verification | None:
    """One bit of file, signature or evidence, or the order of two certificates; None where nothing was said by it."""
    what, kept = chance.randrange(4), json.loads(evidence_of(kind))
    if what == 0:
        return again(kind, kept, document=flipped(DOCUMENT, chance))
    if what == 1:
        return again(kind, kept, flipped(signed(kind), chance))
    if what == 2:
        chance.shuffle(kept["chain"])
        return again(kind, kept) if kept != json.loads(evidence_of(kind)) else None
    try:
        other = json.loads(flipped(evidence_of(kind).encode(), chance))
    except ValueError:
        return None
    return again(kind, other) if other != kept and isinstance(other, dict) else None


@pytest.mark.promise("P10")
def test_one_bit_anywhere_is_found(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, tried = random.Random(10), 0
    kinds = list(KINDS)
    while tried < trial.rounds(60, 10_000):
        kind = kinds[0] if tried % 59 else kinds[-1]
        found = bent(kind, chance)
        if found is not None:
            tried += 1
            trial.count(found.verdict is not Verdict.VALID)
    monkeypatch.setattr("dms.signing.offline._alterations", lambda *_given: [])
    chance = random.Random(11)
    seen = (bent("rsa", chance) for _ in range(200))
    trial.planted(any(found is not None and found.verdict is Verdict.VALID for found in seen))


@pytest.mark.promise("P10")
@pytest.mark.parametrize("kind", KINDS)
def test_a_bent_signature_never_becomes_anothers(trial: Trial, kind: str) -> None:
    """At the receipt, where no hash is kept yet: a bit outside what is signed may be free, none lets another in."""
    chance = random.Random(12)
    rounds = trial.rounds(40, 3000) if kind == "rsa" else trial.rounds(3, 60)
    honest = at_receipt(kind, signed(kind)).signer
    for _ in range(rounds):
        found = at_receipt(kind, flipped(signed(kind), chance))
        trial.count(found.verdict is not Verdict.VALID or found.signer == honest)


def renewed(kind: str, years: int) -> dict[str, Any]:
    """The evidence after so many years of stamps, each by an authority of two years, added before the last one ends."""
    ca, kept = authority(kind), json.loads(evidence_of(kind))
    moment, rows = AT + timedelta(days=30), []
    while moment < AT + timedelta(days=365 * years):
        begins, ends = moment - timedelta(days=1), moment + timedelta(days=730)
        stamper = ca.certify(ca.stamper.subject, ca.stamp_key, extended=("time_stamping",), start=begins, end=ends)
        over = stamped_bytes(kept, [row.token for row in rows])
        token = Stamping(ca, at=moment, certificate=stamper).token(over)
        data = RevocationData(ca.lists(begins, moment + timedelta(days=7)))
        rows.append(Added(StampKind.EVIDENCE, token, data))
        moment += timedelta(days=365) if rows[1:] else timedelta(days=30)
    kept[ADDED] = [row.plain() for row in rows]
    return kept


def pieces(kept: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every part that was stored: each key, each member of each list."""
    parts = kept.items() if isinstance(kept, dict) else enumerate(kept) if isinstance(kept, list) else ()
    for key, value in parts:
        yield (*path, key)
        yield from pieces(value, (*path, key))


def without(kept: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    rest = json.loads(json.dumps(kept))
    inner = rest
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return rest


@pytest.mark.promise("P11")
@pytest.mark.parametrize("kind", KINDS)
def test_it_stays_provable(trial: Trial, kind: str) -> None:
    """Certificates expired, servers gone: after one, five and fifteen years, from what is stored alone."""
    clocks = {years: AT + timedelta(days=365 * years) for years in ((1, 5, 15) if kind == "rsa" else (1,))}
    for years, now in clocks.items():
        kept = renewed(kind, years)
        trial.count(again(kind, kept, now=now).verdict is Verdict.VALID)
        trial.count(again(kind, json.loads(evidence_of(kind))).verdict is Verdict.VALID)  # by the journal's moment
        newest = (
            ADDED,
            len(kept[ADDED]) - 1,
        )  # without it: the proof of the year before, not aged yet
        trial.count(again(kind, without(kept, newest), now=now).verdict is Verdict.VALID)
        every = [path for path in pieces(kept) if path != newest]
        some = random.Random(years).sample(
            every, min(len(every), trial.rounds(12, len(every) if kind == "rsa" else 40))
        )
        for path in some:
            trial.count(again(kind, without(kept, path), now=now).verdict is not Verdict.VALID)
    stale, late = renewed(kind, 1), AT + timedelta(days=365 * 15)
    unseen = again(kind, stale)  # without a clock nobody asks how old the proof is
    trial.planted(unseen.verdict is Verdict.VALID and _aged(again(kind, stale, now=late)))


def _aged(found: Verification) -> bool:
    return (found.verdict, [why.code for why in found.reasons]) == (Verdict.CANNOT_TELL, ["proof_aged"])


BOUND = {"nonce": "bm9uY2U", "user": "usr", "case": "case", "version": "version", "sha256": SHA256}


@pytest.mark.promise("P11")
def test_what_it_was_asked_for_stays_provable(trial: Trial) -> None:
    """The nonce of the one-use offer and what it was bound to, against the commitment in the journal: whatever is
    changed, taken out or put in is seen, and so is evidence that is moved to another case, version or file."""
    place = {"case": "case", "version": "version", "sha256": SHA256}
    committed, chance = {binding.commitment(BOUND)}, random.Random(11)
    trial.count(binding.fault_of({"offer": BOUND}, committed, **place) == "")
    trial.count(binding.fault_of({}, (), **place) == "")  # of a signature from before there were offers
    forged = [{**BOUND, key: BOUND[key] + "x"} for key in BOUND]
    forged += [{key: value for key, value in BOUND.items() if key != left_out} for left_out in BOUND]
    forged += [BOUND | {"more": ""}]
    for _ in range(trial.rounds(40, 3000)):
        key = chance.choice(list(BOUND))
        at, letter = chance.randrange(len(BOUND[key])), chr(chance.randrange(33, 0x500))
        changed = BOUND[key][:at] + letter + BOUND[key][at + 1 :]
        forged += [{**BOUND, key: changed}] if changed != BOUND[key] else []
    for bound in forged:
        trial.count(binding.fault_of({"offer": bound}, committed, **place) != "")
    for other in place:
        trial.count(binding.fault_of({"offer": BOUND}, committed, **place | {other: "x"}) != "")
    trial.count(binding.fault_of({}, committed, **place) != "")
    trial.count(binding.fault_of({"offer": BOUND}, (), **place) != "")
    blind = binding.fault_of({"offer": BOUND | {"nonce": "x"}}, {binding.commitment(BOUND | {"nonce": "x"})}, **place)
    trial.planted(blind == "")  # a journal written anew with it sees nothing: its head is kept outside


@pytest.mark.promise("P11")
def test_an_ocsp_answer_proves_as_long_as_a_list(trial: Trial) -> None:
    """Judged by an answer whose responder is gone since: the answer itself is what is kept."""
    ca = authority("rsa")

    def ask(path: tuple[Any, ...], _at: datetime) -> RevocationData:
        from dms.signing.ocsp import question

        asked, _nonce = question(path[0], path[1])
        return RevocationData(ocsps=(answer(ca, asked, Answer(made_at=AT + timedelta(minutes=1))),))

    roots = RevocationData(ca.lists()[:1])
    cms = detached(Hand(ca.issue(), ca.make("person")))
    found = CmsVerifier(ca.anchors, lambda: roots, ask=ask).verify(cms, SHA256, AT)
    kept = json.loads(json.dumps(dict(found.evidence)))
    trial.count(again("rsa", kept, cms).verdict is Verdict.VALID)
    for path in pieces(kept):
        trial.count(path == ("stamps",) or again("rsa", without(kept, path), cms).verdict is not Verdict.VALID)
    other = replace(found, evidence=kept | {"ocsps": [kept["ocsps"][0][:-8] + "AAAAAAA="]})
    trial.planted(again("rsa", other.evidence, cms).verdict is not Verdict.VALID)
