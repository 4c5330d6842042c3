"""The archive package: same input, same bytes; every fault found and named; public tools agree."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest
from typing_extensions import Buffer

from storage.bag import BagError, Entry, check_bag, write_bag
from storage.bag_check import Fault

AT = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
INFO = {"Source-Organization": "«Мысал» ЖШС", "External-Identifier": "D342-2026-000001"}
FILES = {
    "index.html": b"<!doctype html>",
    "құжаттар/шарт №7.pdf": b"%PDF-1.7 " + bytes(range(256)) * 40,
    "journal/journal.json": b"[]",
    "empty": b"",
}


def opener(data: bytes) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(data)


def entries(files: dict[str, bytes]) -> list[Entry]:
    return [(path, opener(data)) for path, data in files.items()]


def make(files: dict[str, bytes] = FILES, tags: Iterable[Entry] = ()) -> bytes:
    out = io.BytesIO()
    write_bag(out, entries(files), INFO, AT, name="D342-2026-000001", tags=tags)
    return out.getvalue()


def rewrite(bag: bytes, change: Callable[[str, bytes], list[tuple[str, bytes]]]) -> bytes:
    """The bag with every member passed through ``change``, CRCs made to fit: what a forger with a ZIP tool does."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bag)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            for name, data in change(member.filename, old.read(member)):
                new.writestr(name, data)
    return out.getvalue()


def faults(bag: bytes) -> set[tuple[Fault, str]]:
    return {(finding.fault, finding.path) for finding in check_bag(io.BytesIO(bag))}


def test_sound_package_has_no_findings():
    assert check_bag(io.BytesIO(make())) == []
    assert check_bag(io.BytesIO(make(tags=entries({"README.txt": b"how to check"})))) == []
    assert check_bag(io.BytesIO(make({}))) == []


def test_same_input_gives_same_bytes_in_any_order():
    backwards = dict(reversed(FILES.items()))
    assert make() == make(backwards)


def test_summary_tells_what_went_in():
    out = io.BytesIO()
    packed = write_bag(out, entries(FILES), INFO, AT)
    assert (packed.files, packed.octets) == (4, sum(map(len, FILES.values())))
    assert packed.digests["empty"].sha256.startswith("e3b0c442")


def test_a_stream_that_cannot_be_sought_is_enough():
    class Pipe(io.RawIOBase):
        taken = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Buffer) -> int:
            self.taken += bytes(data)
            return len(bytes(data))

    pipe = Pipe()
    write_bag(pipe, entries(FILES), INFO, AT)
    assert check_bag(io.BytesIO(pipe.taken)) == []


def test_public_tool_agrees(tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(make(tags=entries({"README.txt": b"how to check"})))) as package:
        package.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / "D342-2026-000001"))
    assert bag.validate()
    assert bag.info["Source-Organization"] == "«Мысал» ЖШС"
    assert {path.name for path in (tmp_path / "D342-2026-000001").iterdir()} >= {"README.txt", "data"}


def test_bag_without_tag_manifests_passes_the_public_tool_but_not_ours(tmp_path: Path):
    bare = rewrite(make(), lambda name, data: [] if "/tagmanifest-" in name else [(name, data)])
    with zipfile.ZipFile(io.BytesIO(bare)) as package:
        package.extractall(tmp_path)
    assert bagit.Bag(str(tmp_path / "D342-2026-000001")).validate()
    assert faults(bare) == {
        (Fault.TAG_MANIFEST_MISSING, "tagmanifest-sha256.txt"),
        (Fault.TAG_MANIFEST_MISSING, "tagmanifest-sha512.txt"),
    }


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


@pytest.mark.parametrize(
    "path",
    [
        *[
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a\\b",
            "c:x",
            "~root",
            "a\nb",
            "a\u202eb",
            "100%.txt",
            "a.",
            " a",
        ],
        "e\u0301.txt",
    ],
)
def test_unsafe_path_is_never_packed(path: str):
    out = io.BytesIO()
    with pytest.raises(BagError):
        write_bag(out, entries({path: b""}), {}, AT)
    assert out.getvalue() == b""


@pytest.mark.parametrize("pair", [("a", "A"), ("a", "a/b")])
def test_clashing_paths_are_refused(pair: tuple[str, str]):
    with pytest.raises(BagError):
        make({pair[0]: b"", pair[1]: b""})


@pytest.mark.parametrize("tag", ["bagit.txt", "data/x", "manifest-sha256.txt", "fetch.txt"])
def test_tag_file_cannot_take_the_place_of_the_bags_own(tag: str):
    with pytest.raises(BagError):
        make(tags=entries({tag: b""}))


@pytest.mark.parametrize(
    ("label", "value"), [("A", "x\nPayload-Oxum: 1.1"), ("A:B", "x"), ("Payload-Oxum", "0.0"), ("", "x")]
)
def test_information_cannot_forge_another_line(label: str, value: str):
    with pytest.raises(BagError):
        write_bag(io.BytesIO(), [], {label: value}, AT)


def test_time_without_zone_is_refused():
    with pytest.raises(BagError):
        write_bag(io.BytesIO(), [], {}, datetime(2026, 1, 1))


def test_sources_are_read_in_chunks_and_closed():
    class Long:
        def __init__(self) -> None:
            self.left = 64 << 20
            self.largest = 0
            self.closed = False

        def read(self, size: int, /) -> bytes:
            self.largest = max(self.largest, size)
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

        def close(self) -> None:
            self.closed = True

    long = Long()
    with tempfile.TemporaryFile() as out:
        write_bag(out, [("long.bin", lambda: long)], {}, AT)
    assert long.closed
    assert long.largest <= 1 << 20
