"""The address of the content policy: what a browser reports is a line of the log without a word about the person."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

OLD = {
    "csp-report": {
        "document-uri": "https://demeu.kz/portal/c/Abc123SecretCase/?q=Сейітов",
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://evil.example/x.js?iin=800517300001", "source-file": "https://demeu.kz/static/vendor/app.js",
        "line-number": 7, "script-sample": "alert(Сейітов)",
    }
}  # fmt: skip
NEW = [
    {
        "type": "csp-violation", "url": "https://demeu.kz/",
        "body": {"documentURL": "https://demeu.kz/", "effectiveDirective": "style-src-attr", "blockedURL": "inline"},
    }
]  # fmt: skip


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    out = capsys.readouterr()
    found = [json.loads(line) for line in (out.out + out.err).splitlines() if "csp_violation" in line]
    return [{key: value for key, value in line.items() if key not in ("timestamp", "level", "event")} for line in found]


def test_both_forms_are_written_down_without_personal_data(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    for body, kind in ((OLD, "application/csp-report"), (NEW, "application/reports+json")):
        assert client.post("/csp-reports", data=json.dumps(body), content_type=kind).status_code == 204
    assert lines(capsys) == [
        {
            "directive": "script-src-elem", "blocked": "https://evil.example", "endpoint": "portal.case",
            "source": "https://demeu.kz", "line": 7,
        },
        {"directive": "style-src-attr", "blocked": "inline", "endpoint": "public.home", "source": "", "line": None},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [b"", b"nonsense", b"[]", b"null", b"7", b'{"csp-report": 7}', b"[[[", b"\xff\xfe",
     b'{"csp-report":' + b"[" * 50_000, b'{"a": "' + b"x" * 100_000],
)  # fmt: skip
def test_nonsense_is_answered_with_nothing(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], body: bytes
) -> None:
    assert client.post("/csp-reports", data=body).status_code == 204
    assert lines(capsys) == []


def test_an_address_is_not_allowed_to_flood_the_log(client: FlaskClient) -> None:
    codes = [client.post("/csp-reports", data=b"{}").status_code for _ in range(61)]
    assert codes[:60] == [204] * 60
    assert codes[60] == 429


def test_every_page_names_the_address(client: FlaskClient) -> None:
    answer = client.get("/")
    assert "report-uri /csp-reports" in answer.headers["Content-Security-Policy"]
    assert "report-to csp" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Reporting-Endpoints"] == 'csp="/csp-reports"'
