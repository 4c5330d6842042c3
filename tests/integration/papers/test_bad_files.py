"""P12 from end to end: what is bad reaches no clerk, whatever it is and whatever it is called."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from dms import pdf
from dms.extensions import db
from dms.good_files import SUBJECTS, subject_of
from dms.models import User
from dms.pdf import findings
from dms.services.files import attach, file_check, pictures
from dms.services.files.file_status import status_of
from dms.services.files.incoming import pdf_name
from tests.fixtures import bad_pdfs, pdfs
from tests.fixtures.promises import Trial
from tests.integration.papers.conftest import Draft
from tests.integration.papers.reaching import send, served, versions


@pytest.mark.promise("P12")
@pytest.mark.clause("342:17")
def test_bad_file_reaches_no_clerk(client: FlaskClient, draft: Draft, clerk: User, trial: Trial) -> None:
    """Refused at the door in the words of the person's language, or taken and refused by the checks."""
    names = [name for name in bad_pdfs.ALL if trial.full or name not in bad_pdfs.SLOW]
    for name in names[:: 1 if trial.full else 12]:
        answer = send(client, draft, bad_pdfs.ALL[name](), "құжат.pdf")
        if answer.status_code == 400:
            trial.count(len(answer.json["error"]) > 10)
            continue
        assert answer.status_code == 200, name
        version = versions()[-1]
        file_check.check(version.id)
        pictures.make(version.document_id)
        reasons = status_of(version.document).reasons
        trial.count(version.check_status == "refused" and bool(reasons) and {len(r.kk) > 30 for r in reasons} == {True})
        attach.remove(draft.case, draft.head, version.document)
    trial.count(served(client, draft, clerk) == 0)


NAMES = (
    "Келісімшарт № 5 — әіңғүұқөһ.pdf", "договор.PDF", "合同.pdf", "عقد.pdf", "חוזה.pdf", "สัญญา.pdf", "계약.pdf",
    "ანგარიში.pdf",
    "🏭🚂.pdf", "a\u202efdp.exe", "a\u0000b.pdf", "../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "C:\\con.pdf",
    "file:///etc/passwd", "%2e%2e%2fa.pdf", "a/../../b.pdf", ".", "..", "", " ", "...pdf", ".pdf", "con", "nul.pdf",
    "a;rm -rf.pdf", "a\r\nSet-Cookie: x=1.pdf", 'a".pdf', "<script>alert(1)</script>.pdf", "{{7*7}}.pdf", "$(id).pdf",
    "'; DROP TABLE files; --.pdf", "а" * 400 + ".pdf", "x" * 255 + ".pdf", "e\u0301" * 200, "~",
    "\ufeff.pdf", "-rf.pdf",
)  # fmt: skip


@pytest.mark.promise("P12")
def test_name_is_only_shown(client: FlaskClient, draft: Draft, trial: Trial) -> None:
    """Of every script, too long or full of tricks: it becomes no path, no header and no tag, and stays a PDF's name."""
    for number, name in enumerate(NAMES[:: 1 if trial.full else 3]):
        answer = send(client, draft, pdfs.good(mark=str(number)), name)
        assert answer.status_code == 200, (name, answer.json)
        version = versions()[-1]
        shown, key = version.file.name, version.file.key
        file_check.check(version.id)
        db.session.commit()
        got = client.get(f"/files/{draft.case.public_id}/{version.public_id}/download")
        assert got.data
        header = got.headers["Content-Disposition"]
        trial.count(
            shown == pdf_name(name)
            and shown.lower().endswith(".pdf")
            and len(shown.encode()) <= 255
            and not set(shown) & set('/\\\0\r\n\u202e"<>')
            and (version.file.sha256 or "") in key.replace("/", "")
            and got.status_code == 200
            and header.startswith("attachment;")
            and not any("x=1" in value for value in got.headers.getlist("Set-Cookie"))
        )
        assert "<script>" not in client.get(f"/a/{draft.case.public_id}/documents").text.split("<main", 1)[1]


@pytest.mark.promise("P12")
def test_check_that_passes_everything_is_seen(
    client: FlaskClient, draft: Draft, clerk: User, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: an examination that finds nothing lets a script through to the clerk."""
    monkeypatch.setattr(pdf, "examine", lambda _path: pdf.Examination(1, ()))
    send(client, draft, bad_pdfs.BAD["open action script"][1](), "a.pdf")
    file_check.check(versions()[-1].id)
    db.session.commit()
    trial.planted(served(client, draft, clerk) > 0)
    trial.count(True)


def test_every_refusal_leads_to_help() -> None:
    assert all(subject_of(code) for code in findings.REFUSALS)
    assert {code for subject in SUBJECTS for code in subject.codes} >= set(findings.REFUSALS)
