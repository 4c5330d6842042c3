"""Names: the keys under which objects are stored, and the names under which people download them.

A key is made of a content hash or of random letters, never of what a user typed; a download name may be anything a user
typed, made harmless.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import quote

from storage.errors import BadKey

MAX_KEY = 512
"""Longest key in characters."""
MAX_NAME = 255
"""Longest download name in bytes of UTF-8: the limit of the usual file systems."""

UPLOADS = "uploads/"
PROBES = "probe/"

_KEY = re.compile(r"[a-z0-9][A-Za-z0-9._-]{0,127}(/[A-Za-z0-9][A-Za-z0-9._-]{0,127})+")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTENT = re.compile(r"(?:files|packages|heads)/(?:[0-9a-z-]+/)+([0-9a-f]{64})(?:\.[a-z]+)?")
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"] + [f"{p}{n}" for p in ("COM", "LPT") for n in "0123456789¹²³"]
)
_UNSAFE = re.compile(r'[<>:"/\\|?*%;]')


def file_key(sha256: str) -> str:
    """``files/ab/cd/<sha256>``: a file received or generated."""
    digest = _checked_digest(sha256)
    return f"files/{digest[:2]}/{digest[2:4]}/{digest}"


def package_key(sha256: str) -> str:
    """``packages/ab/cd/<sha256>.zip``: a sealed archive package."""
    digest = _checked_digest(sha256)
    return f"packages/{digest[:2]}/{digest[2:4]}/{digest}.zip"


def head_key(on: date, sha256: str) -> str:
    """``heads/2026/03/20/<sha256>.json``: the head of the journal's chain that left the machine on that day."""
    return f"heads/{on:%Y/%m/%d}/{_checked_digest(sha256)}.json"


def upload_key() -> str:
    """A place for bytes that come straight from a browser, whose hash is not known yet."""
    return UPLOADS + secrets.token_hex(16)


def probe_key() -> str:
    """A place for a probe's own bytes."""
    return PROBES + secrets.token_hex(16)


def digest_in(key: str) -> str | None:
    """The SHA-256 that the key promises of its bytes; None for keys that promise nothing."""
    found = _CONTENT.fullmatch(key)
    return found.group(1) if found else None


def check_key(key: str) -> str:
    """The key itself, if it has the form of a key: plain segments, no ``..``, nothing hidden.

    :raises BadKey: otherwise.
    """
    if len(key) > MAX_KEY or not _KEY.fullmatch(key):
        raise BadKey("not a storage key", ascii(key)[:MAX_KEY])
    return key


def check_upload(key: str) -> str:
    """The key itself, if it is a place for an upload.

    :raises BadKey: otherwise.
    """
    if not key.startswith(UPLOADS):
        raise BadKey("not the key of an upload", ascii(key)[:MAX_KEY])
    return check_key(key)


def content_key(key: str) -> str:
    """The key itself, if it names the hash of its bytes.

    :raises BadKey: otherwise.
    """
    if digest_in(key) is None:
        raise BadKey("not a content key", ascii(key)[:MAX_KEY])
    return check_key(key)


def check_prefix(prefix: str) -> str:
    """The prefix itself, if keys can begin so.

    :raises BadKey: otherwise.
    """
    if prefix:
        check_key(prefix + "0" if "/" in prefix else prefix + "/0")
    return prefix


def _checked_digest(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise BadKey("not a SHA-256 in lower-case hexadecimal", ascii(sha256)[:MAX_KEY])
    return sha256


def safe_filename(name: str, fallback: str = "file") -> str:
    """A download name that shows what the user called the file and can do nothing else.

    Any script stays. Folders, control and invisible formatting characters (right-to-left override), characters that
    some system forbids, reserved device names, leading and trailing dots and spaces go; at most ``MAX_NAME`` bytes, cut
    before the extension. ``fallback`` where nothing is left.
    """
    last = re.split(r"[/\\]", name)[-1]
    last = unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode("utf-8"))
    last = "".join(c if unicodedata.category(c)[0] != "C" else "" for c in re.sub(r"\s", " ", last))
    last = _UNSAFE.sub("_", last).strip(" .")
    if not last.strip("_"):
        return fallback
    if last.split(".")[0].strip().upper() in _RESERVED:
        last = "_" + last
    return _shortened(last)


def _shortened(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > 20:
        suffix = ""
    stem = name[: len(name) - len(suffix)].encode()
    return stem[: MAX_NAME - len(suffix.encode())].decode("utf-8", "ignore").rstrip(" .") + suffix


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header's value (RFC 6266): a plain ASCII name for old clients, and the true one in UTF-8 (RFC 5987)."""
    safe = safe_filename(name)
    plain = "".join(c if " " <= c < "\x7f" else "_" for c in safe)
    encoded = quote(safe, safe="!#$&+-.^_`|~")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
