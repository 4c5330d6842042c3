"""Packing: a BagIt bag (RFC 8493) as one ZIP, the same bytes from the same input on every machine.

The files are stored, not deflated: compressors differ between machines, what goes in is mostly PDF, and a flipped bit
then spoils one file and not the rest of the package. Verification is ``storage.bag_check``, which shares no code.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Protocol

from storage.bag_check import Finding, check_bag
from storage.port import CHUNK, Digest

__all__ = ["BagError", "Entry", "Finding", "Opened", "Packed", "check_bag", "write_bag"]

ALGORITHMS = ("sha256", "sha512")
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_WRITTEN_HERE = frozenset(["Bagging-Date", "Payload-Oxum"])


class BagError(ValueError):
    """What was to be packed cannot stand in a bag: an unsafe or doubled path, a broken line of information."""


class Opened(Protocol):
    """A source that is closed after reading."""

    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


Entry = tuple[str, Callable[[], Opened]]
"""A path with forward slashes, and what opens its bytes when their turn comes."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What went in: files and bytes of the payload, and the digest of every payload file by its path."""

    files: int
    octets: int
    digests: Mapping[str, Digest]


def write_bag(
    out: IO[bytes],
    entries: Iterable[Entry],
    info: Mapping[str, str],
    fixed_time: datetime,
    *,
    name: str = "bag",
    tags: Iterable[Entry] = (),
) -> Packed:
    """Write the bag to ``out``, which need not be seekable; one chunk is held at a time.

    :param entries: the payload; it comes to lie below ``data/``, in the order of the paths.
    :param info: lines of ``bag-info.txt``; the date and the sum of bytes are added.
    :param fixed_time: aware; the date of every file and of the bag.
    :param name: the one folder that holds everything.
    :param tags: files beside the payload, such as a README; covered by the tag manifests.
    :raises BagError: before anything is written.
    """
    payload = _ordered(entries, "data/")
    extra = _ordered(tags, "")
    _check_name(name)
    lines = _info_lines(info)
    bag = _Writer(out, name, fixed_time)
    sums = {path: bag.add(path, source) for path, source in payload}
    octets = sum(size for size, _ in sums.values())
    bag_info = [*lines, f"Bagging-Date: {fixed_time:%Y-%m-%d}", f"Payload-Oxum: {octets}.{len(sums)}"]
    tag_sums = {path: bag.add(path, source) for path, source in extra}
    tag_sums["bagit.txt"] = bag.add_bytes("bagit.txt", _DECLARATION)
    tag_sums["bag-info.txt"] = bag.add_bytes("bag-info.txt", _text(bag_info))
    for algorithm in ALGORITHMS:
        manifest = f"manifest-{algorithm}.txt"
        tag_sums[manifest] = bag.add_bytes(manifest, _manifest(sums, algorithm))
    for algorithm in ALGORITHMS:
        bag.add_bytes(f"tagmanifest-{algorithm}.txt", _manifest(tag_sums, algorithm))
    bag.close()
    digests = {path.removeprefix("data/"): Digest(size, found["sha256"]) for path, (size, found) in sums.items()}
    return Packed(len(sums), octets, digests)


_Sums = tuple[int, dict[str, str]]


class _Writer:
    """A ZIP whose members all have one date, one owner and no compression."""

    def __init__(self, out: IO[bytes], name: str, fixed_time: datetime) -> None:
        if fixed_time.tzinfo is None or fixed_time.astimezone(UTC).year < 1980:
            raise BagError("the fixed time must be aware and not before 1980")
        moment = fixed_time.astimezone(UTC)
        self._date = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
        self._name = name
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)

    def add(self, path: str, source: Callable[[], Opened]) -> _Sums:
        member = zipfile.ZipInfo(f"{self._name}/{path}", self._date)
        member.create_system = 3
        member.external_attr = 0o100644 << 16
        hashers = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
        size = 0
        # The length is not known before, so that every member is written as one that may pass 4 GiB.
        with closing(source()) as opened, self._zip.open(member, "w", force_zip64=True) as target:
            while chunk := opened.read(CHUNK):
                target.write(chunk)
                size += len(chunk)
                for hasher in hashers.values():
                    hasher.update(chunk)
        return size, {algorithm: hasher.hexdigest() for algorithm, hasher in hashers.items()}

    def add_bytes(self, path: str, data: bytes) -> _Sums:
        return self.add(path, lambda: _Bytes(data))

    def close(self) -> None:
        self._zip.close()


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int, /) -> bytes:
        piece, self._data = self._data[:size], self._data[size:]
        return piece

    def close(self) -> None:
        self._data = b""


def _ordered(entries: Iterable[Entry], prefix: str) -> list[Entry]:
    found: list[Entry] = []
    seen: set[str] = set()
    for path, source in entries:
        _check_path(path)
        # Two names that differ in case only are one file on some systems.
        folded = path.casefold()
        if folded in seen:
            raise BagError(f"the path stands twice: {path}")
        seen.add(folded)
        if not prefix and _reserved(folded):
            raise BagError(f"the bag writes this itself: {path}")
        found.append((prefix + path, source))
    clash = next((p for p in seen for q in _parents(p) if q in seen), None)
    if clash:
        raise BagError(f"a folder has the name of a file: {clash}")
    return sorted(found, key=lambda entry: entry[0].encode())


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def _reserved(path: str) -> bool:
    return path.startswith(("data/", "manifest-", "tagmanifest-")) or path in {
        "data",
        "bagit.txt",
        "bag-info.txt",
        "fetch.txt",
    }


def _check_path(path: str) -> None:
    # A percent sign is refused, since readers disagree on whether %25 stands for it.
    parts = path.split("/")
    unsafe = any(p in ("", ".", "..") or p != p.strip() or p.endswith(".") for p in parts)
    control = any(unicodedata.category(c)[0] == "C" for c in path)
    if unsafe or control or any(c in path for c in '\\%:*?"<>|') or path.startswith("~"):
        raise BagError(f"not a safe path: {path!a}")
    if unicodedata.normalize("NFC", path) != path or len(path.encode()) > 4096:
        raise BagError(f"not a composed or not a short path: {path!a}")


def _check_name(name: str) -> None:
    _check_path(name)
    if "/" in name:
        raise BagError(f"not a folder's name: {name!a}")


def _info_lines(info: Mapping[str, str]) -> list[str]:
    for label, value in info.items():
        if label in _WRITTEN_HERE or not label or ":" in label or label != label.strip():
            raise BagError(f"not a label of information: {label!a}")
        if value != value.strip() or any(unicodedata.category(c)[0] == "C" for c in label + value):
            raise BagError(f"not one line of text: {label!a}")
    return [f"{label}: {value}" for label, value in info.items()]


def _manifest(sums: Mapping[str, _Sums], algorithm: str) -> bytes:
    return _text(f"{found[algorithm]}  {path}" for path, (_, found) in sorted(sums.items()))


def _text(lines: Iterable[str]) -> bytes:
    return "".join(line + "\n" for line in lines).encode()
