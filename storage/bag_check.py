"""Verifying a BagIt bag in a ZIP, file by file, without unpacking it and without trusting what it says of itself.

Stricter than the RFC and than the public tools where those leave a hole: tag manifests must be there and cover every
tag file, every manifest must name every payload file, nothing is fetched from elsewhere. Shares no code with the
writer.
"""

from __future__ import annotations

import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

_CHUNK = 1 << 20
_MAX_TAG_FILE = 64 << 20
_DECLARATION = ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"]
_ALGORITHMS = ("sha256", "sha512")
_LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+\*?(\S.*)")
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, ValueError, EOFError)
"""What the standard reader raises for damaged, encrypted or unknown members."""
_ESCAPE = re.compile(r"%(0[AaDd]|25)")


class Fault(StrEnum):
    """What is wrong with a package or with one file of it."""

    UNREADABLE = "unreadable"
    """Not a ZIP, damaged, encrypted, or with bytes around it."""
    NOT_A_BAG = "not-a-bag"
    """No declaration, another version, more than one folder at the top."""
    UNSAFE_PATH = "unsafe-path"
    DUPLICATE = "duplicate"
    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"
    MANIFEST_MISSING = "manifest-missing"
    TAG_MANIFEST_MISSING = "tag-manifest-missing"
    MALFORMED = "malformed"
    """A manifest or information line that cannot be read, or a sum of bytes that does not hold."""
    FETCH = "fetch"
    """Part of the bag is to be fetched from elsewhere."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold. ``path`` is relative to the bag's folder, empty for the package as a whole."""

    fault: Fault
    path: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.fault}: {self.path or 'package'}{f' ({self.detail})' if self.detail else ''}"


def check_bag(source: Path | IO[bytes]) -> list[Finding]:
    """Everything that does not hold, each file named; empty for a sound package. Never raises for what is inside.

    :param source: a path, or an open file that can be sought.
    :raises OSError: the file cannot be opened or read at all.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            return check_bag(file)
    try:
        if source.read(4) != b"PK\x03\x04":
            return [Finding(Fault.UNREADABLE, "", "does not begin as a ZIP")]
        with zipfile.ZipFile(source) as package:
            trailing = _bytes_behind(source, package)
            return trailing + _Check(package).run()
    except _DAMAGE as error:
        return [Finding(Fault.UNREADABLE, "", str(error))]


def _bytes_behind(source: IO[bytes], package: zipfile.ZipFile) -> list[Finding]:
    """A ZIP reader takes the last directory it finds; what stands behind it is in nobody's manifest."""
    size = source.seek(0, 2)
    tail_size = min(size, 22 + 65535)
    source.seek(size - tail_size)
    tail = source.read(tail_size)
    if package.comment or tail.rfind(b"PK\x05\x06") != tail_size - 22:
        return [Finding(Fault.UNREADABLE, "", "bytes behind the end of the ZIP")]
    return []


class _Check:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.findings: list[Finding] = []
        self.members: dict[str, zipfile.ZipInfo] = {}
        self.digests: dict[str, dict[str, str]] = {}

    def run(self) -> list[Finding]:
        if not self._gather():
            return self.findings
        octets = self._hash_all()
        self._check_declaration()
        payload = {path for path in self.members if path.startswith("data/")}
        manifests = self._check_manifests("manifest-", payload, Fault.MANIFEST_MISSING)
        tags = {path for path in self.members if not path.startswith(("data/", "tagmanifest-"))}
        tag_manifests = self._check_manifests("tagmanifest-", tags, Fault.TAG_MANIFEST_MISSING)
        self._check_unknown_manifests(manifests | tag_manifests)
        self._check_sum(octets, len(payload))
        if "fetch.txt" in self.members:
            self._note(Fault.FETCH, "fetch.txt")
        return self.findings

    def _note(self, fault: Fault, path: str, detail: str = "") -> None:
        self.findings.append(Finding(fault, path, detail))

    def _gather(self) -> bool:
        """Members by their path in the bag. False when nothing more can be said."""
        files = [member for member in self.package.infolist() if not self._is_folder(member)]
        tops = {member.filename.split("/", 1)[0] for member in files}
        if len(tops) != 1 or any("/" not in member.filename for member in files):
            self._note(Fault.NOT_A_BAG, "", "not exactly one folder at the top")
            return False
        seen: Counter[str] = Counter()
        for member in files:
            path = member.filename.split("/", 1)[1]
            seen[path.casefold()] += 1
            if seen[path.casefold()] == 2:
                self._note(Fault.DUPLICATE, path)
            if _is_unsafe(member.filename, member):
                self._note(Fault.UNSAFE_PATH, path)
            elif seen[path.casefold()] == 1:
                self.members[path] = member
        return True

    def _is_folder(self, member: zipfile.ZipInfo) -> bool:
        # What carries bytes is a file, whatever its name ends in.
        return member.filename.endswith("/") and member.file_size == 0

    def _hash_all(self) -> int:
        octets = 0
        for path, member in self.members.items():
            try:
                size, self.digests[path] = self._hash(member)
            except _DAMAGE as error:
                self._note(Fault.CHANGED, path, str(error) or type(error).__name__)
                continue
            octets += size if path.startswith("data/") else 0
        return octets

    def _hash(self, member: zipfile.ZipInfo) -> tuple[int, dict[str, str]]:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotImplementedError("compressed in an unusual way")
        hashers = [hashlib.new(algorithm) for algorithm in _ALGORITHMS]
        size = 0
        with self.package.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                for hasher in hashers:
                    hasher.update(chunk)
        return size, {hasher.name: hasher.hexdigest() for hasher in hashers}

    def _text(self, path: str) -> str | None:
        """A tag file; None, with a finding, where it cannot be read."""
        member = self.members.get(path)
        if member is None or path not in self.digests:
            return None
        if member.file_size > _MAX_TAG_FILE:
            self._note(Fault.MALFORMED, path, "too long")
            return None
        try:
            return self.package.read(member).decode("utf-8")
        except UnicodeDecodeError:
            self._note(Fault.MALFORMED, path, "not UTF-8")
            return None

    def _check_declaration(self) -> None:
        if "bagit.txt" not in self.members:
            self._note(Fault.NOT_A_BAG, "bagit.txt", "missing")
            return
        lines = (self._text("bagit.txt") or "").split("\n")
        if [line.rstrip() for line in lines if line] != _DECLARATION:
            self._note(Fault.NOT_A_BAG, "bagit.txt", "not version 1.0 in UTF-8")

    def _check_manifests(self, kind: str, expected: set[str], absent: Fault) -> set[str]:
        """Compare every known manifest of this kind with the files; the paths of those read."""
        done = set()
        for algorithm in _ALGORITHMS:
            path = f"{kind}{algorithm}.txt"
            if path not in self.members:
                self._note(absent, path)
                continue
            done.add(path)
            listed = self._listed(path)
            for name in sorted(expected - listed.keys()):
                self._note(Fault.EXTRA, name, f"not in {path}")
            for name in sorted(listed.keys() - expected):
                self._note(Fault.MISSING, name, f"named in {path}")
            for name in sorted(expected & listed.keys()):
                found = self.digests.get(name)
                if found is not None and found[algorithm] != listed[name]:
                    self._note(Fault.CHANGED, name, f"not as in {path}")
        return done

    def _listed(self, path: str) -> dict[str, str]:
        listed: dict[str, str] = {}
        for number, line in enumerate((self._text(path) or "").removesuffix("\n").split("\n"), 1):
            found = _LINE.fullmatch(line.removesuffix("\r"))
            if found is None:
                if line:
                    self._note(Fault.MALFORMED, path, f"line {number}")
                continue
            name = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), found[2]).removeprefix("./")
            if name in listed:
                self._note(Fault.DUPLICATE, name, f"twice in {path}")
            if _is_unsafe(name, None):
                self._note(Fault.UNSAFE_PATH, name, f"named in {path}")
            listed[name] = found[1].lower()
        return listed

    def _check_unknown_manifests(self, read: set[str]) -> None:
        """A manifest by an algorithm that is not read here proves nothing, and may contradict the others."""
        for path in self.members:
            if path.startswith(("manifest-", "tagmanifest-")) and path not in read:
                self._note(Fault.EXTRA, path, "a manifest that cannot be checked")

    def _check_sum(self, octets: int, files: int) -> None:
        text = self._text("bag-info.txt") or ""
        declared = re.findall(r"(?m)^Payload-Oxum:[ \t]*(\S+)[ \t]*\r?$", text)
        if declared != [f"{octets}.{files}"]:
            self._note(Fault.MALFORMED, "bag-info.txt", "Payload-Oxum does not hold")


def _is_unsafe(path: str, member: zipfile.ZipInfo | None) -> bool:
    parts = path.split("/")
    odd = path.startswith("~") or any(part in ("", ".", "..") for part in parts)
    signs = any(c in path for c in "\\:") or any(ord(c) < 32 for c in path)
    special = member is not None and stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG)
    return odd or signs or special
