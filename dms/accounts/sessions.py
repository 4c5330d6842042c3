"""Flask's session on the table of log-ins. Two cookies: one with the random token of the log-in, one signed with what
a page needs before and beside it (form token, messages, language), so that reading pages never writes rows."""

from __future__ import annotations

from typing import Any

from flask import Flask, Request, Response, request, session
from flask.sessions import SessionInterface, SessionMixin
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import CallbackDict

from dms.extensions import db
from dms.models import User
from dms.services import clock
from dms.services.people import sessions

#: Kept in the signed cookie; everything else in the row.
PAGE_KEYS = frozenset({"csrf_token", "_flashes", "locale", "fs_cc"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PAGE_AGE = int(sessions.LASTS.total_seconds())


class State(CallbackDict[str, Any], SessionMixin):
    """The session of one request: what both cookies gave, and whether anything was changed."""

    def __init__(
        self, page: dict[str, Any], row: dict[str, Any], token: str = "", stale: bool = False,
        user: User | None = None, unread: int = 0,
    ) -> None:  # fmt: skip
        def changed(_: object) -> None:
            self.modified = True

        super().__init__({**page, **row}, changed)
        self.modified = False
        self.accessed = True
        self.token = token  #: of the row this session stands on; empty: none
        self.row = row
        self.stale = stale  #: its last use was noted long ago
        self.user = user  #: whose log-in it was when the request began
        self.unread = unread  #: how many notices this person had not read then

    def page_part(self) -> dict[str, Any]:
        return {key: value for key, value in self.items() if key in PAGE_KEYS}

    def row_part(self) -> dict[str, Any]:
        return {key: value for key, value in self.items() if key not in PAGE_KEYS}


class DatabaseSessions(SessionInterface):
    """Opens and saves sessions. On a request that only reads, no row is written but the time of the last use."""

    def __init__(self, *, secure: bool, secret: str) -> None:
        prefix = "__Host-" if secure else ""
        self.secure = secure
        self.token_cookie = f"{prefix}demeu"
        self.page_cookie = f"{prefix}demeu-page"
        self._signer = URLSafeTimedSerializer(secret, salt="page-cookie")

    def open_session(self, app: Flask, request: Request) -> State:
        page = self._page(request.cookies.get(self.page_cookie, ""))
        token = request.cookies.get(self.token_cookie, "")
        if not token or request.path.startswith(f"{app.static_url_path}/"):
            return State(page, {})
        now = clock.machine_now()
        row = sessions.find(token, now)
        if row is None:
            return State(page, {})
        return State(page, dict(row.data), token, now - row.seen_at > sessions.SEEN_EVERY, row.user, row.unread)

    def save_session(self, app: Flask, session: State, response: Response) -> None:  # type: ignore[override]  # our State

        if request.path.startswith(f"{app.static_url_path}/"):
            return
        response.vary.add("Cookie")
        if session.modified:
            self._set_page(response, session.page_part())
        if request.method in SAFE_METHODS or response.status_code >= 500:
            self._note_use(session)
        elif session.row_part() != session.row:
            self._keep(request, session, response)
        else:
            self._note_use(session)
        if not session.token and self.token_cookie in request.cookies:
            response.delete_cookie(self.token_cookie, path="/", secure=self.secure, httponly=True, samesite="Lax")

    def _keep(self, request: Request, session: State, response: Response) -> None:
        """Writes the row. A log-in or log-out changes the token, so that nobody can prepare one beforehand."""
        db.session.rollback()  # what the view has not committed was not meant to be kept
        now, data = clock.machine_now(), session.row_part()
        if session.token and data.get("_user_id") == session.row.get("_user_id") and data:
            sessions.keep(session.token, data, now)
        else:
            if session.token:
                sessions.end(sessions.hash_of(session.token))
            session.token = ""
            if data:
                user_id = current_user.id if "_user_id" in data and current_user.is_authenticated else None
                agent = request.user_agent.string
                session.token = sessions.begin(user_id, data, ip=request.remote_addr or "", agent=agent, now=now)
                self._set(response, self.token_cookie, session.token)
        db.session.commit()

    def _note_use(self, session: State) -> None:
        if session.token and session.stale:
            db.session.rollback()
            sessions.touch(session.token, clock.machine_now())
            db.session.commit()

    def _page(self, cookie: str) -> dict[str, Any]:
        try:
            return dict(self._signer.loads(cookie, max_age=PAGE_AGE)) if cookie else {}
        except (BadSignature, ValueError, TypeError):
            return {}

    def _set_page(self, response: Response, page: dict[str, Any]) -> None:
        if page:
            self._set(response, self.page_cookie, str(self._signer.dumps(page)))
        else:
            response.delete_cookie(self.page_cookie, path="/", secure=self.secure, httponly=True, samesite="Lax")

    def _set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, path="/", secure=self.secure, httponly=True, samesite="Lax")


def current_hash() -> str:
    """The hash of the token this request came with; empty without a log-in."""
    token: str = getattr(session, "token", "")
    return sessions.hash_of(token) if token else ""
