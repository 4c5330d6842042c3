"""The archive package: every fault is found and named."""

import io
import zipfile
from collections.abc import Callable

import pytest

from storage.bag import check_bag
from storage.bag_check import Fault
from tests.unit.storage.bags import FILES, faults, make, rewrite

TOP = "D342-2026-000001/"


def swap(path: str, replace: Callable[[bytes], bytes]) -> Callable[[str, bytes], list[tuple[str, bytes]]]:
    return lambda name, data: [(name, replace(data) if name == TOP + path else data)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(swap("data/index.html", lambda d: d + b"x"), (Fault.CHANGED, "data/index.html"), id="changed"),
        pytest.param(swap("data/empty", lambda d: b"x"), (Fault.CHANGED, "data/empty"), id="empty-file-filled"),
        pytest.param(
            lambda n, d: [] if n.endswith("journal.json") else [(n, d)],
            (Fault.MISSING, "data/journal/journal.json"),
            id="removed",
        ),
        pytest.param(
            lambda n, d: [(n, d), (TOP + "data/more.txt", b"")] if n.endswith("bagit.txt") else [(n, d)],
            (Fault.EXTRA, "data/more.txt"),
            id="added",
        ),
        pytest.param(
            lambda n, d: [(n, d), (TOP + "note.txt", b"")] if n.endswith("bagit.txt") else [(n, d)],
            (Fault.EXTRA, "note.txt"),
            id="tag-file-added",
        ),
        pytest.param(
            lambda n, d: [(n, d), ("other/x", d)] if n.endswith("index.html") else [(n, d)],
            (Fault.NOT_A_BAG, ""),
            id="second-folder-at-the-top",
        ),
        pytest.param(
            lambda n, d: [(n, d), (TOP + "data/INDEX.html", d)] if n.endswith("index.html") else [(n, d)],
            (Fault.DUPLICATE, "data/INDEX.html"),
            id="same-name-in-other-case",
        ),
        pytest.param(
            lambda n, d: [(n, d), (TOP + "data/../../etc/x", d)] if n.endswith("index.html") else [(n, d)],
            (Fault.UNSAFE_PATH, "data/../../etc/x"),
            id="path-leads-out",
        ),
        pytest.param(
            swap("bag-info.txt", lambda d: d.replace(b"2026-03-20", b"2026-03-21")),
            (Fault.CHANGED, "bag-info.txt"),
            id="bag-info-edited",
        ),
        pytest.param(
            swap("manifest-sha512.txt", lambda d: d.split(b"\n", 1)[1]),
            (Fault.EXTRA, "data/empty"),
            id="line-cut-from-one-manifest",
        ),
        pytest.param(
            swap("manifest-sha256.txt", lambda d: d + b"0" * 64 + b"  ../../x\n"),
            (Fault.UNSAFE_PATH, "../../x"),
            id="unsafe-path-in-manifest",
        ),
        pytest.param(
            swap("manifest-sha256.txt", lambda d: d + d), (Fault.DUPLICATE, "data/empty"), id="twice-in-manifest"
        ),
        pytest.param(
            swap("manifest-sha256.txt", lambda d: b"nonsense\n" + d),
            (Fault.MALFORMED, "manifest-sha256.txt"),
            id="malformed-line",
        ),
        pytest.param(
            swap("manifest-sha256.txt", lambda d: b"\xff"), (Fault.MALFORMED, "manifest-sha256.txt"), id="not-utf-8"
        ),
        pytest.param(
            lambda n, d: [] if n.endswith("/manifest-sha256.txt") else [(n, d)],
            (Fault.MANIFEST_MISSING, "manifest-sha256.txt"),
            id="manifest-removed",
        ),
        pytest.param(
            lambda n, d: [(n, d), (TOP + "manifest-md5.txt", b"")] if n.endswith("bagit.txt") else [(n, d)],
            (Fault.EXTRA, "manifest-md5.txt"),
            id="manifest-of-unknown-algorithm",
        ),
        pytest.param(
            lambda n, d: [(n, d), (TOP + "fetch.txt", b"")] if n.endswith("bagit.txt") else [(n, d)],
            (Fault.FETCH, "fetch.txt"),
            id="fetch",
        ),
        pytest.param(
            lambda n, d: [] if n.endswith("/bagit.txt") else [(n, d)], (Fault.NOT_A_BAG, "bagit.txt"), id="undeclared"
        ),
        pytest.param(
            swap("bagit.txt", lambda d: d.replace(b"1.0", b"0.97")), (Fault.NOT_A_BAG, "bagit.txt"), id="old-version"
        ),
    ],
)
def test_fault_is_found_and_named(change: Callable[[str, bytes], list[tuple[str, bytes]]], expected: tuple[Fault, str]):
    assert expected in faults(rewrite(make(), change))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_same_name_twice_is_found():
    twice = rewrite(make(), lambda n, d: [(n, d)] * (2 if n.endswith("index.html") else 1))
    assert (Fault.DUPLICATE, "data/index.html") in faults(twice)


def test_payload_and_all_manifests_forged_needs_the_digest_kept_outside():
    """What a package cannot prove of itself: a consistent forgery is consistent. Its own digest is stored elsewhere."""
    forged = make({**FILES, "index.html": b"<!doctype html><p>other"})
    assert check_bag(io.BytesIO(forged)) == []
    assert forged != make()


def test_every_flipped_byte_of_every_file_is_found():
    bag = make({"a.txt": b"0123456789", "b/c.txt": b"abc"})
    with zipfile.ZipFile(io.BytesIO(bag)) as package:
        spans = [(m.header_offset, m.file_size, m.filename, len(m.filename.encode())) for m in package.infolist()]
    tried = missed = 0
    for offset, size, _, name_length in spans:
        extra = int.from_bytes(bag[offset + 28 : offset + 30], "little")
        start = offset + 30 + name_length + extra
        for at in range(start, start + size):
            damaged = bytearray(bag)
            damaged[at] ^= 0x20
            tried += 1
            missed += not check_bag(io.BytesIO(bytes(damaged)))
    assert tried > 1000
    assert missed == 0


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda bag: b"", id="nothing"),
        pytest.param(lambda bag: b"%PDF-1.7\n" + bag, id="bytes-before"),
        pytest.param(lambda bag: bag + b"\n<script>", id="bytes-behind"),
        pytest.param(lambda bag: bag[: len(bag) // 2], id="cut"),
        pytest.param(lambda bag: bag[:-30], id="end-cut"),
        pytest.param(lambda bag: bag[:4] + bytes(len(bag) - 4), id="zeroes"),
    ],
)
def test_what_is_no_whole_zip_is_unreadable(spoil: Callable[[bytes], bytes]):
    assert (Fault.UNREADABLE, "") in faults(spoil(make()))


def test_symbolic_link_and_encryption_are_findings():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make())) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            if member.filename.endswith("index.html"):
                member.external_attr = 0o120777 << 16
            new.writestr(member, old.read(member))
    assert (Fault.UNSAFE_PATH, "data/index.html") in faults(out.getvalue())
    bag = bytearray(make())
    with zipfile.ZipFile(io.BytesIO(bytes(bag))) as package:
        first = package.infolist()[0].filename
    directory = bag.rfind(b"PK\x01\x02", 0, bag.find(first.encode(), bag.find(b"PK\x01\x02")))
    bag[directory + 8] |= 1
    assert (Fault.CHANGED, first.removeprefix(TOP)) in faults(bytes(bag))
