"""What only S3 has, on a real server: versions, locks, signed addresses, uploads straight from a browser."""

import io
import time
from datetime import UTC, datetime, timedelta

import pytest
import urllib3

from storage import (
    Corrupt,
    Locked,
    Refused,
    S3Store,
    StorageError,
    Unavailable,
    Upload,
    open_store,
    probe,
)
from storage.keys import probe_key
from tests.fixtures.promises import Trial
from tests.servers.ceph import ACCESS_KEY, Ceph

pytestmark = [pytest.mark.s3, pytest.mark.xdist_group("s3")]
MIB = 1 << 20
PAGE = "http://localhost:8000"


def soon(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def send(url: str, data: bytes) -> str:
    answer = urllib3.request("PUT", url, body=data)
    assert answer.status == 200, answer.data
    return answer.headers["ETag"]


def address(s3: S3Store, upload: Upload) -> str:
    """Where the first part goes."""
    return (s3.part_urls(upload, (1,), 60) or [""])[0]


def test_put_tells_the_version_and_reading_by_it_survives_an_overwrite(s3: S3Store):
    stored = s3.put(probe_key(), io.BytesIO(b"first"))
    assert stored.version_id
    s3.calls.put(stored.key, b"operator's other bytes")
    with s3.open(stored.key) as reading:
        assert reading.read() != b"first"
    with s3.open(stored.key, version_id=stored.version_id) as reading:
        assert reading.read() == b"first"


def test_lock_holds_and_cannot_be_shortened(s3: S3Store):
    stored = s3.put(probe_key(), io.BytesIO(b"kept"))
    assert s3.locked_until(stored.key) is None
    until = soon(600)
    assert s3.lock(stored.key, until, version_id=stored.version_id)
    held = s3.locked_until(stored.key, version_id=stored.version_id)
    assert held is not None
    assert until <= held < until + timedelta(seconds=1)
    assert s3.lock(stored.key, soon(10))
    assert s3.locked_until(stored.key) == held
    with pytest.raises(Refused):
        s3.calls.retain(stored.key, stored.version_id, soon(10))
    with pytest.raises(Locked):
        s3.delete(stored.key)
    assert s3.exists(stored.key)


def test_lock_ends(s3: S3Store):
    stored = s3.put(probe_key(), io.BytesIO(b"kept"))
    s3.lock(stored.key, soon(1))
    with pytest.raises(Locked):
        s3.delete(stored.key)
    time.sleep(2.1)
    s3.delete(stored.key)
    assert list(s3.calls.items(stored.key, versions=True)) == []


def test_delete_takes_every_version_but_the_locked_one(s3: S3Store):
    stored = s3.put(probe_key(), io.BytesIO(b"kept"))
    s3.lock(stored.key, soon(600), version_id=stored.version_id)
    s3.calls.put(stored.key, b"later")
    s3.calls.remove(stored.key, None)
    s3.calls.put(stored.key, b"latest")
    with pytest.raises(Locked):
        s3.delete(stored.key)
    left = [item.version_id for item in s3.calls.items(stored.key, versions=True)]
    assert left == [stored.version_id]


def test_bucket_without_versions_and_lock(ceph: Ceph):
    store = open_store(ceph.url("plain-bucket"))
    assert isinstance(store, S3Store)
    store.calls.client.make_bucket("plain-bucket")
    stored = store.put(probe_key(), io.BytesIO(b"x"))
    assert stored.version_id is None
    assert store.lock(stored.key, soon(600)) is False
    assert store.locked_until(stored.key) is None
    store.delete(stored.key)
    assert not store.exists(stored.key)
    answers = {result.name: result.ok for result in probe.probe(store)}
    assert answers == {
        "reachable": True,
        "write-once": True,
        "checksum": True,
        "versioning": False,
        "lock": False,
        "multipart": True,
        "cors": None,
        "presigned": True,
        "clock": True,
    }


@pytest.mark.promise("P3")
def test_probe_finds_a_lock_that_bites_and_one_that_does_not(
    s3: S3Store, trial: Trial, monkeypatch: pytest.MonkeyPatch
):
    s3.prepare((PAGE,))
    for _ in range(trial.rounds(1, 20)):
        results = {result.name: result for result in probe.probe(s3, PAGE)}
        trial.count(all(result.ok for result in results.values()) and len(results) == 9)
    assert list(s3.items("files/")) == []
    # A server that says yes to a lock and keeps nothing.
    monkeypatch.setattr(s3.calls, "retain", lambda *_: None)
    monkeypatch.setattr(s3, "locked_until", lambda *_, **__: soon(600))
    lax = {result.name: result for result in probe.probe(s3)}
    trial.planted(lax["lock"].ok is False and "delete" in lax["lock"].detail)


def test_probe_takes_away_what_an_earlier_one_locked(s3: S3Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(probe, "_LOCK_SECONDS", 2)
    monkeypatch.setattr(probe, "_LEFTOVER_AGE", timedelta(0))
    probe.probe(s3)
    first = {item.object_name for item in s3.calls.items("probe/", versions=True)}
    time.sleep(2.2)
    probe.probe(s3)
    assert len(first) == 1
    assert first.isdisjoint(item.object_name for item in s3.calls.items("probe/", versions=True))


def test_signed_address_gives_an_attachment_with_the_true_name(s3: S3Store):
    key = s3.put(probe_key(), io.BytesIO(b"content")).key
    url = s3.presigned_get(key, "Шарт №7.pdf", 60, content_type="application/pdf")
    answer = urllib3.request("GET", str(url))
    assert (answer.status, answer.data) == (200, b"content")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''%D0%A8%D0%B0%D1%80%D1%82%20%E2%84%967.pdf")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda url: url.partition("?")[0],
        lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"),
        lambda url: url.replace("D0%25A8", "D0%25A9"),
        lambda url: url.replace("probe/", "files/"),
    ],
)
def test_changed_address_is_refused(s3: S3Store, spoil):
    key = s3.put(probe_key(), io.BytesIO(b"content")).key
    url = s3.presigned_get(key, "Шарт.pdf", 60)
    assert spoil(url) != url
    assert urllib3.request("GET", spoil(url)).status == 403


def test_address_ends_and_reads_its_own_version(s3: S3Store):
    stored = s3.put(probe_key(), io.BytesIO(b"content"))
    s3.calls.put(stored.key, b"other")
    short = str(s3.presigned_get(stored.key, "a", 1, version_id=stored.version_id))
    assert urllib3.request("GET", short).data == b"content"
    time.sleep(2.1)
    assert urllib3.request("GET", short).status == 403


def test_public_address_is_the_one_that_is_signed(ceph: Ceph, s3: S3Store):
    key = s3.put(probe_key(), io.BytesIO(b"content")).key
    outside = open_store(f"{ceph.url(s3.calls.bucket)}&public=http://localhost:{ceph.port}")
    url = str(outside.presigned_get(key, "a.pdf", 60))
    assert url.startswith(f"http://localhost:{ceph.port}/")
    assert urllib3.request("GET", url).data == b"content"


def test_sweep_takes_only_old_unfinished_uploads(s3: S3Store):
    stored = s3.put(probe_key(), io.BytesIO(b"x"))
    upload = s3.begin_upload()
    send(address(s3, upload), b"part")
    assert s3.sweep_unfinished(timedelta(hours=1)) == 0
    time.sleep(0.01)
    assert s3.sweep_unfinished(timedelta(0)) == 1
    assert s3.sweep_unfinished(timedelta(0)) == 0
    assert s3.exists(stored.key)


def test_pages_of_the_named_origin_may_send_parts_and_no_others(s3: S3Store):
    s3.prepare((PAGE,))
    upload = s3.begin_upload()
    url = address(s3, upload)

    def ask(origin: str) -> urllib3.BaseHTTPResponse:
        return urllib3.request("OPTIONS", url, headers={"Origin": origin, "Access-Control-Request-Method": "PUT"})

    assert ask(PAGE).status == 200
    assert {result.name: result.ok for result in probe.probe(s3, PAGE)}["cors"] is True
    assert {result.name: result.ok for result in probe.probe(s3, "http://elsewhere.example")}["cors"] is False
    assert ask("http://elsewhere.example").status == 403
    answer = urllib3.request("PUT", url, body=b"x", headers={"Origin": PAGE})
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_prepare_can_be_repeated(s3: S3Store):
    key = s3.put(probe_key(), io.BytesIO(b"x")).key
    s3.prepare()
    assert s3.exists(key)
    assert s3.has_lock
    assert s3.calls.versioning() == "Enabled"


def test_missing_bucket_is_never_a_missing_object(ceph: Ceph):
    store = open_store(ceph.url("no-such-bucket"))
    for ask in (store.exists, store.stat, store.open, store.delete):
        with pytest.raises(Unavailable):
            ask(probe_key())
    with pytest.raises(Unavailable):
        store.put(probe_key(), io.BytesIO(b"x"))
    with pytest.raises(Unavailable):
        list(store.items())
    with pytest.raises(Unavailable):
        store.health()


def test_wrong_secret_is_refused_and_not_told(ceph: Ceph, s3: S3Store):
    url = ceph.url(s3.calls.bucket).replace(f"{ACCESS_KEY}:", f"{ACCESS_KEY}:wrong-")
    store = open_store(url)
    for ask in (store.exists, store.stat):
        with pytest.raises(StorageError) as raised:
            ask(probe_key())
        assert isinstance(raised.value, Refused)
        assert "wrong-" not in str(raised.value)


def test_wrong_checksum_is_refused_by_the_server(s3: S3Store):
    with pytest.raises(Corrupt):
        s3.calls.put(probe_key(), b"right", {"Content-MD5": "XrY7u+Ae7tCTyyK7j1rNww=="})
    assert list(s3.items()) == []
