"""The product's own rooms measured without the web: the engine, the query of a worklist, the printing of a paper."""

from __future__ import annotations

from itertools import cycle

from flask import Flask
from sqlalchemy import select
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks import bare
from benchmarks.load import LOOKED_AT
from benchmarks.world import NOW
from dms import scope
from dms.extensions import db
from dms.models import Case, User
from dms.queries import worklists
from dms.queries.reading import Reader
from dms.services import moves
from dms.services.judging.given import Given
from forms.annexes import render
from forms.annexes.contexts.samples import make
from workflows.states import Action, CaseState, Role, Verdict

STAFF = scope.Scope("staff")
PAPER = "registration-notice"
ADDRESS = "https://demeu.example/d/rT3kQ9mZ"


def engine_rate(app: Flask, seconds: float) -> float:
    """Acts a second through ``moves.perform``, one process: an answer to a check with all that belongs to it."""
    with app.app_context(), scope.acting(STAFF):
        user = db.session.scalars(select(User).where(User.is_staff).order_by(User.id)).first()
        assert user is not None
        chosen = select(Case.id).where(Case.assignee_id == user.id, Case.state == CaseState.SUBSTANTIVE_REVIEW.value)
        ids = cycle(db.session.scalars(chosen.order_by(Case.id <= LOOKED_AT, Case.id.desc()).limit(200)).all())
        user_id = user.id
        given = Given(key="entity", verdict=Verdict.YES)

        def once() -> None:
            db.session.remove()  # as between two requests
            person = db.session.get_one(User, user_id)
            moves.perform(next(ids), Action.ANSWER_CHECK, person, version=None, given=given)

        return bare.rate(once, seconds)


def worklist_ms(app: Flask, user_id: int, repeats: int) -> float:
    """Milliseconds (median) of the query of one page of a person's own list."""
    with app.app_context(), scope.acting(STAFF):
        reader = Reader(user_id, frozenset({Role.EXECUTOR}))

        def once() -> None:
            db.session.expunge_all()
            worklists.page_of(reader, worklists.LISTS["mine"], NOW)

        return bare.median_ms(once, repeats)


def paper_ms(repeats: int) -> tuple[float, float]:
    """Milliseconds (median) of a paper of one page, as the product prints it and as WeasyPrint alone lays the same
    page out."""
    context = make(PAPER)
    ours = bare.median_ms(lambda: render.render(PAPER, context, "kk", qr_url=ADDRESS), repeats)
    fonts, page = FontConfiguration(), _page_alone()
    return ours, bare.median_ms(lambda: HTML(string=page).write_pdf(font_config=fonts), repeats)


def _page_alone() -> str:
    """A page of the same length with a table, in Kazakh, without our style sheet, code and PDF/A."""
    rows = "".join(
        f"<tr><td>{number}</td><td>Өтінім тіркелді, құжаттардың толықтығы тексерілуде</td><td>{number} 250,00</td></tr>"
        for number in range(1, 13)
    )
    words = "<p>Мемлекеттік қолдау шарасын алуға өтінімді тіркеу туралы хабарлама. Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі.</p>" * 8
    style = "@page { size: A4; margin: 2cm } body { font: 11pt 'PT Serif', serif } table { border-collapse: collapse }"
    return f"<html lang='kk'><style>{style}</style><body><h1>Хабарлама</h1>{words}<table>{rows}</table></body></html>"
