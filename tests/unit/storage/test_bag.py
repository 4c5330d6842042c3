"""The archive package: same input, same bytes; public tools agree; what cannot be packed is refused."""

import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import bagit
import pytest
from typing_extensions import Buffer

from storage.bag import BagError, check_bag, write_bag
from storage.bag_check import Fault
from tests.unit.storage.bags import AT, FILES, INFO, entries, faults, make, rewrite


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
