"""``dms package verify``: an intact package holds, and every kind of planted fault is found and named."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dms.cli.group import main
from dms.packages import verify
from dms.signing.anchors import Anchors
from tests.integration.archive.forgeries import FAULTS, flip, read, resealed, write


def test_every_planted_fault_is_found_and_named(package_file: Path, tmp_path: Path, anchors: Anchors) -> None:
    assert verify(package_file, anchors).faults == []
    assert verify(write(tmp_path / "same.zip", resealed(read(package_file))), anchors).faults == []
    missed = []
    for what, forge, reseal, kind in FAULTS:
        content = read(package_file)
        forge(content)
        found = verify(write(tmp_path / "forged.zip", resealed(content) if reseal else content), anchors)
        if kind not in {fault.kind for fault in found.faults}:
            missed.append((what, [str(fault) for fault in found.faults]))
        assert all(fault.where or fault.detail for fault in found.faults), what
    assert missed == []


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner(env={"DMS_DEMO": None, "DMS_TRUST_ANCHORS": None, "DMS_VAR": None}).invoke(
        main, ["package", "verify", *arguments]
    )
    return answer.exit_code, answer.output


def test_the_command_says_what_holds(app: Any, package_file: Path) -> None:
    root = str(Path(app.config["SETTINGS"].var) / "demo-ca" / "anchors.pem")
    code, said = run(str(package_file), "--anchors", root, "--json")
    told = json.loads(said)
    assert (code, told["holds"], told["faults"]) == (0, True, [])
    assert told["signatures"] > 0
    code, said = run(str(package_file), "--anchors", root)
    assert (code, "holds" in said) == (0, True)


def test_an_anchor_found_only_in_the_package_is_untrusted(package_file: Path, tmp_path: Path) -> None:
    """Without any anchor, and with a stranger's."""
    from dms.signing.demo_authority import DemoAuthority

    code, said = run(str(package_file), "--json")
    kinds = {fault["kind"] for fault in json.loads(said)["faults"]}
    assert (code, kinds) == (1, {"untrusted"})
    assert "found only in the package" in said
    stranger = DemoAuthority.ensure(tmp_path / "stranger").folder / "anchors.pem"
    code, said = run(str(package_file), "--anchors", str(stranger), "--json")
    assert (code, "untrusted" in {fault["kind"] for fault in json.loads(said)["faults"]}) == (1, True)


def test_each_failed_file_is_named(app: Any, package_file: Path, tmp_path: Path) -> None:
    content = read(package_file)
    flip("/1.pdf")(content)
    broken = write(tmp_path / "broken.zip", content)
    root = str(Path(app.config["SETTINGS"].var) / "demo-ca" / "anchors.pem")
    code, said = run(str(broken), "--anchors", root)
    assert code == 1
    assert "changed: data/documents/001" in said


def test_bad_input_takes_one_line(tmp_path: Path, package_file: Path) -> None:
    for arguments in (
        [str(tmp_path / "none.zip")],
        [str(package_file), "--anchors", str(tmp_path / "none.pem")],
        [str(package_file), "--anchors", str(package_file)],
        [],
    ):
        code, said = run(*arguments)
        assert code == 2, arguments
        assert said.count("\n") == 1
        assert "Traceback" not in said


def test_a_public_tool_reaches_the_same_verdict(app: Any, package_file: Path, tmp_path: Path) -> None:
    """P15: the README's own commands — bagit.py and openssl — on the unpacked package."""
    import subprocess
    from datetime import datetime

    import bagit

    with zipfile.ZipFile(package_file) as package:
        package.extractall(tmp_path / "bag")
    folder = next((tmp_path / "bag").iterdir())
    assert bagit.Bag(str(folder)).is_valid()
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on this machine")
    listed = json.loads((folder / "data/documents.json").read_text())["documents"]
    version = next(v for paper in listed for v in paper["versions"] if v["signatures"])
    signature = version["signatures"][0]
    moment = int(datetime.fromisoformat(signature["received_at"]).timestamp())
    root = Path(app.config["SETTINGS"].var) / "demo-ca" / "anchors.pem"
    command = [
        openssl, "cms", "-verify", "-binary", "-inform", "DER", "-in", str(folder / "data" / signature["path"]),
        "-content", str(folder / "data" / version["path"]), "-CAfile", str(root), "-purpose", "any",
        "-attime", str(moment), "-out", "/dev/null",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
