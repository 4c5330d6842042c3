"""The second host: files under signed addresses for a minute, with the headers of a stranger's bytes, and nothing
else; the first host gives none of them itself."""

from __future__ import annotations

import io
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import urllib3
from flask import Flask
from flask.testing import FlaskClient

from dms.config import ConfigError, load
from dms.extensions import db
from dms.models import DocumentVersion
from dms.services.files import attach, file_check, pictures
from storage import S3Store, open_store
from tests.fixtures import pdfs, people
from tests.fixtures.application import Clock
from tests.integration.papers.conftest import Draft
from tests.servers.ceph import Ceph

HOST = "https://files.example.kz"
THERE = {"base_url": HOST}


@pytest.fixture
def files_host(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], files_url=HOST))
    return HOST


@pytest.fixture
def version(draft: Draft) -> DocumentVersion:
    paper = attach.upload(draft.case, draft.head, "contract", io.BytesIO(pdfs.good()), "Шарт.pdf")
    assert paper.current is not None
    file_check.check(paper.current.id)
    pictures.make(paper.id)
    db.session.commit()
    return paper.current


def address(client: FlaskClient, draft: Draft, version: DocumentVersion, what: str = "download") -> str:
    answer = client.get(f"/files/{draft.case.public_id}/{version.public_id}/{what}")
    assert answer.status_code == 302
    assert answer.location.startswith(f"{HOST}/f/")
    db.session.commit()
    return urlsplit(answer.location).path


def test_files_come_from_the_second_host(
    files_host: str, client: FlaskClient, draft: Draft, version: DocumentVersion
) -> None:
    size = version.file.size
    path = address(client, draft, version)
    people.sign_out(client)
    answer = client.get(path, **THERE)
    assert (answer.status_code, len(answer.data)) == (200, size)
    told = {name: answer.headers.get(name) for name in (
        "Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy",
        "Cache-Control", "Set-Cookie", "X-Frame-Options",
    )}  # fmt: skip
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "no-store",
        "Set-Cookie": None,
        "X-Frame-Options": "DENY",
    }
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_pictures_are_shown_from_it(
    files_host: str, client: FlaskClient, draft: Draft, version: DocumentVersion
) -> None:
    answer = client.get(address(client, draft, version, "page/1"), **THERE)
    assert (answer.mimetype, answer.headers["Content-Disposition"]) == ("image/webp", "inline")
    policy = client.get("/").headers["Content-Security-Policy"]
    assert f"img-src 'self' data: {HOST};" in policy


def test_it_serves_nothing_else(files_host: str, client: FlaskClient, draft: Draft, version: DocumentVersion) -> None:
    path = address(client, draft, version)
    for other in (
        "/",
        "/login",
        "/healthz",
        "/static/x.css",
        f"/portal/a/{draft.case.public_id}/documents",
        "/nothing",
    ):
        answer = client.get(other, **THERE)
        assert (answer.status_code, answer.data, answer.headers.get("Set-Cookie")) == (404, b"", None), other
    assert client.post("/login", data={"email": "a"}, **THERE).status_code == 404
    assert client.get(path).status_code == 404


def test_an_address_holds_for_a_minute_and_only_as_it_was_given(
    files_host: str, client: FlaskClient, draft: Draft, version: DocumentVersion, clock: Clock
) -> None:
    path = address(client, draft, version)
    for wrong in (path[:-1], path + "x", "/f/x", "/f/" + "." * 50):
        assert client.get(wrong, **THERE).status_code == 404, wrong
    clock.advance(seconds=59)
    assert client.get(path, **THERE).status_code == 200
    clock.advance(seconds=2)
    assert client.get(path, **THERE).status_code == 404


def test_strangers_get_no_address(files_host: str, client: FlaskClient, draft: Draft, version: DocumentVersion) -> None:
    public_id = version.public_id
    people.sign_in(client, people.head_of(people.make_organisation()))
    db.session.commit()
    assert client.get(f"/files/{draft.case.public_id}/{public_id}/download").status_code == 404


def test_without_it_there_are_no_such_addresses(client: FlaskClient) -> None:
    assert client.get("/f/x").status_code == 404


def test_it_must_be_another_host() -> None:
    given = {"DMS_DATABASE_URL": "x", "DMS_SECRET_KEY": "x" * 32, "DMS_STORAGE_URL": "dir:///x"}
    same = {"DMS_PUBLIC_URL": "https://one.kz", "DMS_FILES_URL": "https://one.kz/files"}
    with pytest.raises(ConfigError, match="another host"):
        load(given | same)


@pytest.mark.s3
@pytest.mark.xdist_group("s3")
def test_a_store_with_addresses_gives_the_bytes_itself(
    client: FlaskClient, app: Flask, ceph: Ceph, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = open_store(ceph.url("downloads"))
    assert isinstance(bucket, S3Store)
    bucket.prepare()
    monkeypatch.setitem(app.extensions, "store", bucket)
    body = pdfs.good(mark="s3")
    paper = attach.upload(draft.case, draft.head, "contract", io.BytesIO(body), "Шарт.pdf")
    assert paper.current is not None
    file_check.check(paper.current.id)
    db.session.commit()
    monkeypatch.setattr(bucket, "open", None)  # no byte goes through Python
    answer = client.get(f"/files/{draft.case.public_id}/{paper.current.public_id}/download")
    assert answer.status_code == 302
    got = urllib3.request("GET", answer.location)
    assert (got.data, got.headers["Content-Disposition"][:10]) == (body, "attachment")
    policy = client.get("/").headers["Content-Security-Policy"]
    assert f"connect-src 'self' {bucket.upload_origin()};" in policy
