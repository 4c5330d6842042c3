"""A real S3 server for tests: Ceph's monitor, one disk in a sparse file, and its object gateway, on loopback only.

The daemons are children of the test process and die with it, however it ends. Where Debian's packages are missing the
tests that need the server are skipped with a line that says what to install; with ``CI=true`` they fail.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.ports import free_ports

PROGRAMS = ("ceph-mon", "ceph-osd", "radosgw", "ceph", "ceph-authtool", "monmaptool", "radosgw-admin", "setpriv")
INSTALL = "apt-get install --no-install-recommends ceph-mon ceph-osd radosgw ceph-common"
ACCESS_KEY = "testkey"
SECRET_KEY = "testsecret0123456789"  # a test server's own
_DISK = 32 << 30  #: sparse: it takes what is written to it
_START_SECONDS = 60.0

_CONF = """
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon_v2},v1:127.0.0.1:{mon_v1}]
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
public addr = 127.0.0.1
cluster addr = 127.0.0.1
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail crit = 1
mon data avail warn = 2
keyring = {folder}/keyring
admin socket = {folder}/run/$name.asok
log file = {folder}/log/$name.log
run dir = {folder}/run
crash dir = {folder}/log
[mon]
mon data = {folder}/mon
paxos propose interval = 0.02
paxos min wait = 0.01
[osd]
osd data = {folder}/osd
osd objectstore = bluestore
bluestore block size = {disk}
osd memory target = 939524096
bluestore cache autotune = false
bluestore cache size = 134217728
[client.rgw]
rgw data = {folder}/rgw
keyring = {folder}/keyring
rgw frontends = beast endpoint=127.0.0.1:{port} tcp_nodelay=1
"""


class Ceph:
    """One server with a folder of its own. ``url(bucket)`` is an address for ``storage.open_store``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self._mon_v2, self._mon_v1 = free_ports(3)
        self._daemons: dict[str, subprocess.Popen[bytes]] = {}

    def url(self, bucket: str, *, port: int | None = None) -> str:
        return f"s3://{ACCESS_KEY}:{SECRET_KEY}@127.0.0.1:{port or self.port}/{bucket}?secure=0"

    def start(self) -> None:
        for name in ("mon", "osd", "run", "log", "rgw"):
            (self.folder / name).mkdir()
        fsid = str(uuid.uuid4())
        self._write_conf(fsid)
        self._make_keys()
        monmap = str(self.folder / "monmap")
        addresses = f"[v2:127.0.0.1:{self._mon_v2},v1:127.0.0.1:{self._mon_v1}]"
        self._run("monmaptool", "--create", "--clobber", "--fsid", fsid, "--addv", "a", addresses, monmap)
        self._run("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap, "--keyring", str(self.folder / "keyring"))
        self._daemon("ceph-mon", "-i", "a")
        osd = str(uuid.uuid4())
        self._run("ceph", "osd", "new", osd)
        self._run("ceph", "auth", "import", "-i", str(self.folder / "keyring"))
        self._run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", osd)
        self._daemon("ceph-osd", "-i", "0")
        self.start_gateway()
        user = ("--uid", "test", "--display-name", "test", "--access-key", ACCESS_KEY, "--secret-key", SECRET_KEY)
        self._run("radosgw-admin", "-n", "client.rgw", "user", "create", *user)

    def start_gateway(self) -> None:
        """Start the gateway, and wait until it answers."""
        gateway = self._daemon("radosgw", "-n", "client.rgw")
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if gateway.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the gateway did not start: {self._log('client.rgw')}")
            time.sleep(0.05)

    def kill_gateway(self) -> None:
        """As a crash does it: no warning, nothing is finished."""
        gateway = self._daemons.pop("radosgw")
        gateway.kill()
        gateway.wait()

    def pause_gateway(self) -> None:
        """A gateway that takes connections and answers nothing, until ``resume_gateway``."""
        self._daemons["radosgw"].send_signal(signal.SIGSTOP)

    def resume_gateway(self) -> None:
        self._daemons["radosgw"].send_signal(signal.SIGCONT)

    def set_quota(self, bucket: str, *, objects: int) -> None:
        """The bucket takes no more than so many objects."""
        who = ("--uid", "test", "--bucket", bucket)
        quota = ("radosgw-admin", "-n", "client.rgw", "quota")
        self._run(*quota, "set", "--quota-scope", "bucket", "--max-objects", str(objects), *who)
        self._run(*quota, "enable", "--quota-scope", "bucket", *who)

    def stop(self) -> None:
        # Nothing here is worth a clean shutdown: the folder goes too.
        for daemon in reversed(self._daemons.values()):
            daemon.kill()
            daemon.wait()
        self._daemons.clear()

    def _write_conf(self, fsid: str) -> None:
        text = _CONF.format(
            fsid=fsid, folder=self.folder, disk=_DISK, port=self.port, mon_v2=self._mon_v2, mon_v1=self._mon_v1
        )
        (self.folder / "ceph.conf").write_text(text)

    def _make_keys(self) -> None:
        caps = {
            "mon.": {"mon": "allow *"},
            "client.admin": {"mon": "allow *", "osd": "allow *"},
            "osd.0": {"mon": "allow profile osd", "osd": "allow *"},
            "client.rgw": {"mon": "allow rw", "osd": "allow rwx"},
        }
        keyring = str(self.folder / "keyring")
        for number, (name, allowed) in enumerate(caps.items()):
            create = ["--create-keyring"] if number == 0 else []
            pairs = [word for service, what in allowed.items() for word in ("--cap", service, what)]
            self._run("ceph-authtool", *create, keyring, "--gen-key", "-n", name, *pairs)

    def _environment(self) -> dict[str, str]:
        return os.environ | {"CEPH_CONF": str(self.folder / "ceph.conf")}

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, env=self._environment(), capture_output=True, timeout=_START_SECONDS)
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-2000:]}")

    def _daemon(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log" / "start.log").open("ab") as log:
            daemon = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *command, "-f"],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._daemons[command[0]] = daemon
        return daemon

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def _log(self, name: str) -> str:
        file = self.folder / "log" / f"{name}.log"
        return file.read_text(errors="replace")[-2000:] if file.exists() else "no log"


def require(programs: tuple[str, ...], install: str) -> None:
    """Skip the test, or fail it in CI, where a program is missing."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    line = f"not installed: {', '.join(missing)}; {install}"
    if os.environ.get("CI") == "true":
        pytest.fail(line, pytrace=False)
    pytest.skip(line)


@pytest.fixture(scope="session")
def ceph() -> Iterator[Ceph]:
    """The running server, one for the whole test process."""
    require(PROGRAMS, INSTALL)
    # Not pytest's own folder: the path of a socket has room for about a hundred letters.
    folder = Path(tempfile.mkdtemp(prefix="demeu-ceph-"))
    server = Ceph(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
