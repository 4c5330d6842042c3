"""Letters in the package: numbers, threads and files, told in both languages; and no package over an unfinished one."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dms import scope
from dms.errors import BadInput
from dms.extensions import db
from dms.models import Letter
from dms.packages import verify
from dms.queries import packages
from dms.services import correspondence, files, packing
from dms.services.correspondence import Given, Told
from dms.signing.anchors import Anchors
from tests.fixtures.filled import small_pdf
from tests.fixtures.walk import Walk
from tests.integration.archive import forgeries
from workflows.letter_kinds import LetterKind
from workflows.letters import LetterAction
from workflows.states import CaseState, Role


def sent_in(walk: Walk, case: Any) -> Letter:
    told = Told(kind=LetterKind.REQUEST, subject="Шешімнің көшірмесі", language="kk")
    return correspondence.send_in(case, walk.applicant(case), told, [(io.BytesIO(small_pdf()), "хат.pdf")])


def act(letter: Letter, action: LetterAction, who: Any, **given: Any) -> Letter:
    return correspondence.perform(letter.id, action, who, version=letter.version, given=Given(**given))


def test_letters_go_into_the_package_with_their_thread(walk: Walk, tmp_path: Path, anchors: Anchors) -> None:
    case = walk.to(CaseState.REFUSED)
    first = act(sent_in(walk, case), LetterAction.REGISTER, walk.staff(Role.REGISTRAR))
    told = Told(kind=LetterKind.ANSWER, subject="Қосымша", language="kk", answers=first)
    second = correspondence.enter(
        case, walk.staff(Role.REGISTRAR), told, [(io.BytesIO(small_pdf()), "қосымша.pdf")], Given()
    )
    with pytest.raises(BadInput) as refused:
        packing.begin(case.id, walk.staff(Role.ARCHIVIST), "")
    assert first.number is not None
    assert first.number in refused.value.text.kk
    for letter in (first, second):
        executor = walk.fresh(case).assignee
        act(letter, LetterAction.FILE, executor, reasons="Жауап қажет емес")
    row = packing.begin(case.id, walk.staff(Role.ARCHIVIST), "")
    packing.pack(row.id)
    package = packages.package_of(case.id)
    assert package is not None
    assert package.findings == []
    assert package.file is not None
    with files.read(package.file) as reading, zipfile.ZipFile(io.BytesIO(reading.read())) as held:
        read = {name.partition("/data/")[2]: held.read(name) for name in held.namelist() if "/data/" in name}
    told_first, told_second = json.loads(read["letters.json"])["letters"]
    assert (told_first["number"], told_second["reply_to"]) == (first.number, first.public_id)
    papers = {row["id"]: row for row in json.loads(read["documents.json"])["documents"]}
    assert papers[told_first["files"][0]]["versions"][0]["path"] in read
    gone_out = {row["outgoing"]["number"] for row in papers.values() if row["outgoing"]}
    assert len(gone_out) == 2, "the notice of registration and the refusal"
    for page, words in (("index.html", "Кіріс хат"), ("index.ru.html", "Входящее письмо")):
        html = read[page].decode()
        assert all(number in html for number in gone_out)
        assert words in html
        assert first.number in html
    with pytest.raises(BadInput):
        sent_in(walk, walk.fresh(case))
    with files.read(package.file) as reading:
        (tmp_path / "package.zip").write_bytes(reading.read())
    assert verify(tmp_path / "package.zip", anchors).faults == []
    missed = []
    for forge, kind in FORGED:
        content = forgeries.read(tmp_path / "package.zip")
        forge(content)
        found = verify(forgeries.write(tmp_path / "forged.zip", forgeries.resealed(content)), anchors)
        if kind not in {fault.kind for fault in found.faults}:
            missed.append((forge, kind, found.faults))
    assert missed == []


def leave_out(content: forgeries.Files) -> None:
    """The last letter gone from every list, with its files."""
    gone: list[str] = []
    forgeries.edit_json("data/letters.json", lambda told: gone.extend(told["letters"].pop()["files"]))(content)

    def drop(told: Any) -> None:
        for paper in [row for row in told["documents"] if row["id"] in gone]:
            told["documents"].remove(paper)
            place = "/data/" + paper["versions"][0]["path"].rpartition("/")[0] + "/"
            for name in [name for name in content if place in name]:
                del content[name]

    forgeries.edit_json("data/documents.json", drop)(content)


def renumber(told: Any) -> None:
    """Another outgoing number under a paper that was delivered."""
    next(row for row in told["documents"] if row["outgoing"])["outgoing"]["number"] = "OUT-2020-000009"


#: What a forger does to letters, and the fault that names it.
FORGED: list[tuple[forgeries.Forge, str]] = [
    (leave_out, "incomplete"),
    (forgeries.drop("data/letters.json"), "incomplete"),
    (forgeries.edit_json("documents.json", renumber), "changed"),
    (forgeries.edit_json("letters.json", lambda told: told["letters"][0].update(number="IN-2020-000009")), "changed"),
    (forgeries.edit_json("letters.json", lambda told: told["letters"].append({"id": "x"})), "not-in-journal"),
    (
        forgeries.edit_json("letters.json", lambda told: told["letters"][0].update(files=told["letters"][1]["files"])),
        "changed",
    ),
]


def test_row_level_security_shows_the_applicant_what_is_his(walk: Walk) -> None:
    case = walk.to(CaseState.COMPLETENESS)
    own, organisation_id = sent_in(walk, case).id, case.organisation_id
    told = Told(kind=LetterKind.REQUEST, subject="Қызметтік", language="kk")
    correspondence.draft(case, walk.assignee(case), told, [(io.BytesIO(small_pdf()), "1.pdf")])
    seen = db.select(Letter.id).where(Letter.case_id == case.id)
    assert len(db.session.scalars(seen).all()) == 2
    db.session.commit()
    with scope.acting(scope.Scope("applicant", (organisation_id,))):
        assert db.session.scalars(seen).all() == [own]
    with scope.acting(scope.NOBODY):
        assert db.session.scalars(seen).all() == []
