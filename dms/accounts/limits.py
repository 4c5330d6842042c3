"""How often something may be tried, by address and by account, counted in the database for all processes. Where the
count cannot be made, the try is refused (fail closed)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

import limits.storage
from flask import Flask, request
from flask_limiter import Limiter
from flask_login import current_user
from sqlalchemy import case, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import RateWindow
from dms.services import clock
from workflows.text import Text

View = TypeVar("View", bound=Callable[..., Any])

NOT_COUNTED = Text(
    "Қазір кіру әрекеттерін тексеру мүмкін емес. Бірнеше минуттан соң қайталап көріңіз.",
    "Сейчас нельзя проверить число попыток. Повторите через несколько минут.",
    "The number of tries cannot be checked now. Try again in a few minutes.",
)

#: Flask-Security's views: tries of one network address, tries for one account. Our own carry the decorators below.
LIBRARY: dict[str, tuple[str, str]] = {
    "security.login": ("100 per 15 minutes", "20 per 15 minutes"),
    "security.forgot_password": ("30 per hour", "5 per hour"),
    "security.reset_password": ("30 per hour", ""),
    "security.two_factor_token_validation": ("30 per 15 minutes", ""),
    "security.two_factor_setup_validate": ("", "20 per 15 minutes"),
    "security.mf_recovery": ("20 per hour", ""),
    "security.verify": ("", "20 per 15 minutes"),
    "security.change_password": ("", "20 per 15 minutes"),
}
_limited: dict[str, Callable[..., Any]] = {}


class TableStorage(limits.storage.Storage):
    """Counters in the table ``rate_windows``. Each count is a transaction of its own: a refused try counts too."""

    STORAGE_SCHEME = ["demeu"]  # noqa: RUF012 - the library's own form

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = clock.machine_now()
        row = insert(RateWindow).values(key=key[:300], count=amount, expires_at=now + timedelta(seconds=expiry))
        over = RateWindow.expires_at <= now
        row = row.on_conflict_do_update(
            index_elements=[RateWindow.key],
            set_={
                "count": case((over, amount), else_=RateWindow.count + amount),
                "expires_at": case((over, row.excluded.expires_at), else_=RateWindow.expires_at),
            },
        )
        return int(self._run(row.returning(RateWindow.count)).scalar_one())

    def get(self, key: str) -> int:
        query = select(RateWindow.count).where(RateWindow.key == key[:300], RateWindow.expires_at > clock.machine_now())
        return int(self._run(query).scalar_one_or_none() or 0)

    def get_expiry(self, key: str) -> float:
        found = self._run(select(RateWindow.expires_at).where(RateWindow.key == key[:300])).scalar_one_or_none()
        return (found or clock.machine_now()).timestamp()

    def check(self) -> bool:
        self._run(select(RateWindow.key).limit(1))
        return True

    def reset(self) -> int | None:
        return len(self._run(delete(RateWindow).returning(RateWindow.key)).all())

    def clear(self, key: str) -> None:
        self._run(delete(RateWindow).where(RateWindow.key == key[:300]).returning(RateWindow.key))

    def _run(self, statement: Any) -> Any:
        """Raises: OutsideTrouble, so that what cannot be counted is refused."""
        try:
            with Session(db.engine) as session, session.begin():
                return session.execute(statement).freeze()()
        except SQLAlchemyError as error:
            raise OutsideTrouble(NOT_COUNTED) from error


def _address() -> str:
    return request.remote_addr or "unknown"


def _account() -> str:
    """Whom the try is about, as a hash: the table keeps no addresses of people."""
    about = request.form.get("email", "").strip().lower() or _address()
    if current_user.is_authenticated:
        about = current_user.public_id
    return hashlib.sha256(about.encode()).hexdigest()


limiter = Limiter(key_func=_address, storage_uri="demeu://", strategy="fixed-window", headers_enabled=False)


def first_use(secret: str) -> bool:
    """Whether a secret given out once comes back for the first time, to whichever process: kept for an hour.

    Raises:
        OutsideTrouble: it cannot be told, so it does not count.
    """
    return TableStorage().incr(f"used:{hashlib.sha256(secret.encode()).hexdigest()}", 3600) == 1


def by_address(rule: str, *, methods: tuple[str, ...] = ("POST",)) -> Callable[[View], View]:
    """At most so many requests, of those that act by default, from one network address."""
    return cast(Callable[[View], View], limiter.limit(rule, key_func=_address, methods=list(methods)))


def by_account(rule: str) -> Callable[[View], View]:
    """At most so many requests that act, for one account."""
    return cast(Callable[[View], View], limiter.limit(rule, key_func=_account, methods=["POST"]))


def init_app(app: Flask) -> None:
    limiter.init_app(app)
    for endpoint, (address, account) in LIBRARY.items():
        app.view_functions[endpoint] = _once(endpoint, app.view_functions[endpoint], address, account)


def _once(endpoint: str, view: Callable[..., Any], address: str, account: str) -> Callable[..., Any]:
    """The view with its limits. The limiter remembers by function, so a second application must not add them again."""
    if endpoint not in _limited:
        for rule, limit in ((address, by_address), (account, by_account)):
            view = limit(rule)(view) if rule else view
        _limited[endpoint] = view
    return _limited[endpoint]
