"""Under which account of the operating system the database server runs, and what that account may reach.

PostgreSQL refuses to run as root. When we are root, its server runs as the system user ``embedded_postgres`` (added
when missing), and the folders above its own become passable, not readable, for it. Otherwise it runs as ourselves."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

_SYSTEM_USER = "embedded_postgres"


class Identity(TypedDict, total=False):
    """Arguments of ``subprocess`` that start a child as the server's account in a clean environment."""

    env: Mapping[str, str]
    user: int
    group: int
    extra_groups: list[str | int]


def as_root() -> bool:
    return os.geteuid() == 0


def own_name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def server_account() -> pwd.struct_passwd:
    """The account of the server; KeyError when it does not exist."""
    return pwd.getpwnam(_SYSTEM_USER) if as_root() else pwd.getpwuid(os.geteuid())


def server_identity() -> Identity:
    # Without a UTF-8 locale PostgreSQL knows no small and capital letters beyond ASCII.
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    if not as_root():
        return Identity(env=environment)
    account = server_account()
    return Identity(env=environment, user=account.pw_uid, group=account.pw_gid, extra_groups=[])


def ensure_server_account() -> None:
    """Adds the system user when we are root and it is missing."""
    try:
        server_account()
    except KeyError:
        add = ["useradd", "--system", "--user-group", "--no-create-home", _SYSTEM_USER]
        subprocess.run(add, check=True)  # noqa: S603 - our own words; root has its own search path


def open_the_way(folder: Path) -> None:
    """As root: lets the server's account pass through, not list, ``folder`` and every folder above it."""
    for step in (folder, *folder.parents) if as_root() else ():
        mode = step.stat().st_mode
        if not mode & 0o001:
            step.chmod(mode | 0o001)


def give_to_server(folder: Path) -> None:
    if as_root():
        account = server_account()
        os.chown(folder, account.pw_uid, account.pw_gid)
