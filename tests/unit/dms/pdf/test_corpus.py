"""P12: a bad PDF is refused with its reason and hurts nobody; a good one is taken."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dms import pdf
from dms.pdf import findings, limits, runner, structure
from tests.fixtures import bad_pdfs, good_pdfs
from tests.fixtures.promises import Trial
from tests.servers.pdf_children import Children, children

pytestmark = pytest.mark.promise("P12")


@pytest.fixture(scope="module")
def judges() -> Iterator[Children]:
    with children() as found:
        yield found


def is_refused(answer: dict[str, list[str]]) -> bool:
    """Refused, and every reason has its words and says what to do, in all three languages."""
    codes = answer["codes"]
    words = [findings.REFUSALS[code] for code in codes if code in findings.REFUSALS]
    return (
        bool(codes)
        and len(words) == len(codes)
        and all(len(w.get(to)) > 30 for w in words for to in ("kk", "ru", "en"))
    )


def test_bad_file_is_refused_with_its_reason(judges: Children, tmp_path: Path, trial: Trial) -> None:
    names = [name for name in bad_pdfs.ALL if trial.full or name not in bad_pdfs.SLOW]
    assert len(names) >= 140
    taken = []
    for name in names:
        path = tmp_path / "a.pdf"
        path.write_bytes(bad_pdfs.ALL[name]())
        answer, seconds = judges.judge(path)
        refused = is_refused(answer) and seconds < limits.WALL_SECONDS
        taken += [] if refused else [name]
        trial.count(refused)
    assert taken == []


def test_good_file_is_taken(judges: Children, tmp_path: Path, trial: Trial) -> None:
    refused = []
    for name, make in good_pdfs.GOOD.items():
        path = tmp_path / "a.pdf"
        path.write_bytes(make())
        answer, _seconds = judges.judge(path)
        refused += [(name, answer["codes"])] if answer["codes"] else []
        trial.count(not answer["codes"])
    assert refused == []


def mutant(chance: random.Random, bodies: list[bytes]) -> bytes:
    """One file changed as broken programs, broken links and bad people change them."""
    body = bytearray(chance.choice(bodies))
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at, to = sorted(chance.randrange(len(body) + 1) for _ in range(2)) if body else (0, 0)
        piece = bytes(body[at : min(to, at + 400)])
        how = chance.randrange(6)
        if how == 0 and at < len(body):
            body[at] = chance.randrange(256)
        elif how == 1:
            del body[at : at + len(piece)]
        elif how == 2:
            body[at:at] = piece
        elif how == 3:
            body[at:at] = chance.choice(TOKENS)
        elif how == 4:
            other = chance.choice(bodies)
            start = chance.randrange(len(other) + 1)
            body[at:at] = other[start : start + chance.randrange(1, 300)]
        else:
            body[at : at + len(piece)] = bytes(chance.randrange(256) for _ in piece[:40])
    return bytes(body)


TOKENS = (
    b"/JS (app.alert(1))", b" 1 0 R ", b"<<", b">>", b"[", b"endobj\n", b"stream\n", b"endstream\n", b"9" * 20, b"-1",
    b"/Length 2147483648", b"/Filter/FlateDecode", b"/Kids[1 0 R]", b"\n%%EOF\n", b"/Prev 0", b"/Count -9", b"(\\",
)  # fmt: skip


def test_mutants_hurt_nobody(judges: Children, tmp_path: Path, trial: Trial) -> None:
    """No child ends by itself, none outlives its time, and every refusal has a reason that is known. What passes is
    drawn as well."""
    chance = random.Random(342)
    makes = {name: make for name, make in bad_pdfs.MORE.items() if not name.startswith("bomb")} | good_pdfs.GOOD
    bodies = [body for make in makes.values() if 0 < len(body := make()) < 40_000]
    path, folder = tmp_path / "a.pdf", str(tmp_path)
    for _ in range(trial.rounds(120, 10_000)):
        path.write_bytes(mutant(chance, bodies))
        try:
            answer, seconds = judges.judge(path)
            if not answer["codes"]:
                drawn, more = judges.ask("draw", str(path), folder, "1", "2")
                seconds = max(seconds, more)
                assert set(drawn.get("codes", ())) <= set(findings.REFUSALS)
        except pdf.ChildGone:
            trial.count(False)
            continue
        trial.count(set(answer["codes"]) <= set(findings.REFUSALS) and seconds < limits.WALL_SECONDS)


def test_a_look_at_the_list_of_objects_alone_is_seen_to_miss(
    tmp_path: Path, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted faults: a walk that does not go into what is inside of objects, and a child that ends in mid-work."""
    path = tmp_path / "a.pdf"
    path.write_bytes(bad_pdfs.ALL["script: kids of a name tree"]())
    assert "script" in structure.examine(path)["codes"]
    monkeypatch.setattr(structure, "_parts", lambda _thing: ())
    missed = not is_refused(structure.examine(path))
    with pytest.raises(pdf.ChildGone):
        runner.read(-9, b"")
    trial.planted(missed)
    trial.count(True)
