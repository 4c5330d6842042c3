"""How much a stranger's PDF may take: of its own making, and of the machine."""

from __future__ import annotations

import resource
from contextlib import suppress
from pathlib import Path

MAX_PAGES = 2000
MAX_SIDE = 14_400.0  #: points of a page's side, 200 inches: the largest that PDF 1.7 knows
MAX_PIXELS = 300_000_000  #: of one picture: A3 at 1200 dpi
MAX_STREAM = 512 << 20  #: bytes of one picture's stream when unpacked
MAX_TEXT_STREAM = 96 << 20  #: bytes of any other stream when unpacked
MAX_UNPACKED = 2 << 30  #: bytes of all streams when unpacked
MAX_OBJECTS = 500_000
MAX_DEPTH = 200  #: of arrays and dictionaries inside one object

COLOUR_SHARE = 0.001  #: of a page's pixels with colour; a single blue stamp on A4 was 0.002 to 0.007

MEMORY = 2 << 30
CPU_SECONDS = 40
WALL_SECONDS = 180
FILE_BYTES = 64 << 20


#: The kernel's own scale: where memory ends, this process goes before any other.
FIRST_TO_GO = "1000"


def fence() -> None:
    """Ties this process to the limits, for good. Called before the first byte of the file is read."""
    with suppress(OSError):  # a kernel that knows no such file, or one that is not ours
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO)
    _at_most(resource.RLIMIT_AS, MEMORY)
    _at_most(resource.RLIMIT_CPU, CPU_SECONDS)
    _at_most(resource.RLIMIT_FSIZE, FILE_BYTES)
    _at_most(resource.RLIMIT_NOFILE, 32)
    _at_most(resource.RLIMIT_CORE, 0)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _at_most(what: int, value: int) -> None:
    _soft, hard = resource.getrlimit(what)
    limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (limit, limit))
