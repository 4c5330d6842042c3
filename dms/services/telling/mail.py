"""The way out for e-mail: a mail server, or a folder in the demo and in tests. Called by jobs only, so that a slow
server holds nobody up and a failed letter is tried again."""

from __future__ import annotations

import secrets
import smtplib
import ssl
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

from dms.errors import OutsideTrouble
from dms.extensions import db
from dms.models import Case, Notice, User
from dms.notice_pages import page_of
from dms.notice_subjects import subject
from dms.notice_words import say
from dms.services import clock
from dms.services.people import links
from workflows.text import Text

TIMEOUT = 30
NOT_SENT = Text(
    "Пошта сервері хатты қабылдамады. Жүйе кейінірек қайталап көреді.",
    "Почтовый сервер не принял письмо. Система повторит попытку позже.",
    "The mail server did not take the letter. The system will try again later.",
)
OPEN = Text("Іс бетін ашу", "Открыть страницу дела", "Open the case's page")
OPEN_PAGE = Text("Бетті ашу", "Открыть страницу", "Open the page")
CLOSING = Text(
    "Бұл хатты Demeu жүйесі жіберді, оған жауап берудің қажеті жоқ.",
    "Это письмо отправлено системой Demeu, отвечать на него не нужно.",
    "This letter was written by the system Demeu; there is no need to answer it.",
)


def send(to: str, subject: str, body: str, *, html: str = "") -> None:
    """Hands one letter over, with the same in ``html`` where it is given; does nothing where e-mail is switched off.

    Raises:
        OutsideTrouble: the server did not take it.
    """
    url = urlsplit(current_app.config["SETTINGS"].mail_url)
    if not url.scheme:
        return
    message = _message(to, subject, body)
    if html:
        message.add_alternative(html, subtype="html")
    try:
        if url.scheme == "folder":
            return _into_folder(Path(unquote(url.path)), message)
        _by_server(url.scheme, url.geturl(), message)
    except (OSError, smtplib.SMTPException) as error:
        raise OutsideTrouble(NOT_SENT) from error


def send_notice(notice_id: int) -> None:
    """Mails one notice to its reader, in his language; the work of the job ``mail_notice``. A notice that was mailed
    is not mailed again; the last failure stands in its row.

    Raises:
        OutsideTrouble: the server did not take it; the queue tries again.
    """
    row = db.session.get(Notice, notice_id)
    if row is None or row.mailed_at is not None:
        return
    reader = db.session.get_one(User, row.user_id)
    if not reader.active:
        return
    words = say(row.code, row.params).get(reader.locale)
    page = _page_of(row, reader)
    opens, closing = (OPEN if row.case_id else OPEN_PAGE).get(reader.locale), CLOSING.get(reader.locale)
    template = current_app.jinja_env.get_template("mail/notice.html")  # a letter has no page around it
    html = template.render(lang=reader.locale, words=words, page=page, opens=opens, closing=closing)
    body = f"{words}\n\n{opens}: {page}\n\n-- \n{closing}\n"
    try:
        send(reader.email, f"Demeu: {subject(row.code, row.params).get(reader.locale)}", body, html=html)
    except OutsideTrouble as error:
        row.mail_failed = error.text.en[:300]
        db.session.commit()
        raise
    row.mailed_at, row.mail_failed = clock.now(), ""
    db.session.commit()


def _page_of(row: Notice, reader: User) -> str:
    """Where the reader finds what the notice is about."""
    case = db.session.get(Case, row.case_id) if row.case_id else None
    found = page_of(row.code, row.params, case.public_id if case else None, is_staff=reader.is_staff)
    return links.address(found[0], public_id=found[1]) if found else links.address("public.home")


class WholeSubject(EmailPolicy):
    """Folds a subject so that it is read as it was written. The library loses the blank between two encoded words of
    one line (RFC 2047 §6.2: blanks between encoded words are not shown)."""

    def fold(self, name: str, value: str) -> str:
        if name.lower() != "subject" or str(value).isascii():
            as_ever: str = super().fold(name, value)
            return as_ever
        return f"{name}: {Header(str(value), 'utf-8', header_name=name).encode(linesep=self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() != "subject":
            as_ever: bytes = super().fold_binary(name, value)
            return as_ever
        return self.fold(name, value).encode("ascii")


def _message(to: str, subject: str, body: str) -> EmailMessage:
    settings = current_app.config["SETTINGS"]
    host = urlsplit(settings.public_url).hostname or "localhost"
    message = EmailMessage(WholeSubject())
    message["From"] = f"Demeu <no-reply@{host}>"
    message["To"] = to
    message["Subject"] = subject.replace("\n", " ")
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain=host)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def _into_folder(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.machine_now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}"
    fresh = folder / f".{name}.new"
    fresh.write_bytes(bytes(message))
    fresh.rename(folder / f"{name}.eml")


def _by_server(scheme: str, address: str, message: EmailMessage) -> None:
    """``smtp://user:password@host:port`` (STARTTLS unless ``?starttls=0``), ``smtps://…`` (TLS from the start)."""
    url = urlsplit(address)
    host, port = url.hostname or "localhost", url.port or (465 if scheme == "smtps" else 25)
    # Without a context of its own the library believes any certificate.
    trusted = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trusted)
        if scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=TIMEOUT)
    )
    with server:
        if scheme == "smtp" and parse_qs(url.query).get("starttls", ["1"]) != ["0"]:
            server.starttls(context=trusted)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)
