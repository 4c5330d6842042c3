"""The measurements still measure: a small run prints every line, and each load met the answers it expects."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.report import WIDTHS
from tests.servers.ceph import PROGRAMS

ROOT = Path(__file__).parents[2]
#: Patterns of the names, each of one line.
MEASURED = (
    "start to first answer",
    "inbox page",
    "inbox page, p50",
    r"inbox page \d+, p50 to the first",
    "case page, overview",
    "case page, history of 50",
    "transition over HTTP",
    "web tier, memory",
    "engine without HTTP",
    "query of an inbox page",
    "PDF of one page, warm",
)
#: Only where the packages of the S3 server are.
WITH_S3 = ("upload to S3, sent", "upload to S3, to the document")


@pytest.mark.slow
def test_a_small_run_prints_every_measurement(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "--cases", "300", "--seconds", "0.5"]
    environment = os.environ | {"DMS_VAR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)

    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    for name in (*MEASURED, *(WITH_S3 if all(map(shutil.which, PROGRAMS)) else ())):
        found = [line for line in lines if re.fullmatch(name, line[: WIDTHS[0]].strip())]
        assert len(found) == 1, f"{name}: {found}"
        assert found[0].split(" ")[-1] in ("ok", "below", "-"), found
