"""The child process judges good and bad files; nothing that a file does to its reader reaches us."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dms import pdf
from dms.pdf import findings
from tests.fixtures import bad_pdfs, pdfs


def put(folder: Path, body: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(body)
    return path


@pytest.mark.parametrize("name", bad_pdfs.BAD)
def test_bad_file_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    code, make = bad_pdfs.BAD[name]
    found = pdf.examine(put(tmp_path, make()))
    assert code in found.codes
    assert not found.sound
    for said in found.codes:
        words = findings.REFUSALS[said]
        assert all(len(words.get(lang)) > 30 for lang in ("kk", "ru", "en"))


def test_corpus_is_large_and_meets_every_code() -> None:
    codes = {code for code, _make in bad_pdfs.BAD.values()}
    assert len(bad_pdfs.BAD) >= 25
    assert set(findings.REFUSALS) - codes == {"infected", "too_heavy"}


@pytest.mark.parametrize(
    "body",
    [pdfs.good(), pdfs.good(30), pdfs.scan(), pdfs.saved(pdfs.new(), linearize=True), pdfs.good() + b"\r\n\x00"],
    ids=["one page", "thirty pages", "scan", "linearized", "blank end"],
)
def test_good_file_is_sound(body: bytes, tmp_path: Path) -> None:
    found = pdf.examine(put(tmp_path, body))
    assert found.codes == ()
    assert found.pages


def test_paper_of_our_own_is_sound(tmp_path: Path) -> None:
    from forms.annexes import render
    from forms.annexes.contexts import samples

    form = "registration-notice"
    made = render.render(form, samples.make(form), "kk", qr_url="http://localhost/d/abc")
    assert pdf.examine(put(tmp_path, made)).codes == ()


def test_mutants_neither_crash_nor_hang(tmp_path: Path) -> None:
    chance = random.Random(342)
    bodies = [pdfs.good(3), pdfs.scan(200, 300)]
    for number in range(40):
        body = bytearray(bodies[number % 2])
        for _ in range(chance.randint(1, 30)):
            body[chance.randrange(8, len(body))] = chance.randrange(256)
        found = pdf.examine(put(tmp_path, bytes(body)))
        assert set(found.codes) <= set(findings.REFUSALS)


def test_pages_become_pictures(tmp_path: Path) -> None:
    path = put(tmp_path, pdfs.good(3))
    drawn = pdf.draw(path, tmp_path, 2, 10)
    assert [(row.page, row.width) for row in drawn] == [(2, 1000), (3, 1000)]
    assert all(row.path.read_bytes()[8:12] == b"WEBP" for row in drawn)


def test_long_strip_is_drawn_small(tmp_path: Path) -> None:
    drawn = pdf.draw(put(tmp_path, pdfs.saved(pdfs.new(size=(10, 14_000)))), tmp_path, 1, 1)
    assert drawn[0].width * drawn[0].height <= 12_500_000


def test_child_sees_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    from dms.pdf import runner

    monkeypatch.setenv("DMS_SECRET_KEY", "secret")
    assert not [name for name in runner.surroundings() if name.startswith("DMS_")]


def test_killed_child_is_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dms.pdf import limits

    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
    with pytest.raises(pdf.ChildGone):
        pdf.examine(put(tmp_path, pdfs.good()))


def test_kernel_takes_the_child_before_any_other() -> None:
    import subprocess
    import sys

    told = "from dms.pdf import limits; limits.fence(); print(open('/proc/self/oom_score_adj').read())"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1000"


def test_child_that_the_machine_killed_is_told_from_one_that_was_late() -> None:
    from dms.pdf import runner

    with pytest.raises(pdf.ChildKilled):
        runner.read(-9, b"")
