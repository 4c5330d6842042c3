"""The office's own papers in the demo: folders of this year, two orders of which one took the place of the other, an
instruction, and a draft that waits for its approval."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from dms.demo.letters import ADDRESS
from dms.demo.papers.press import print_one
from dms.demo.papers.sheet import Party, Sheet
from dms.demo.stage import Stage, Story, after, at, workday
from dms.extensions import db
from dms.models import GeneralDocument
from dms.queries import filing as queries
from dms.services import filing
from dms.services.filing import Told
from workflows.filing import GeneralKind

#: Index → how long it is kept, what that rests on, its titles.
NOMENCLATURE = {
    "01-02": (75, "Жеке құрам бойынша бұйрықтар", "Приказы по личному составу", "Orders on staff"),
    "01-03": (0, "Негізгі қызмет бойынша бұйрықтар", "Приказы по основной деятельности", "Orders on the main activity"),
    "01-07": (5, "Нұсқаулықтар мен әдістемелер", "Инструкции и методики", "Instructions and methods"),
}


def filed(stage: Stage) -> tuple[Any, Story]:
    """When it begins, and the story."""
    begins = at(workday((stage.ends - timedelta(days=75)).date()), "09:20")
    return begins, _story(stage, begins)


def _story(stage: Stage, begins: Any) -> Story:
    registrar = stage.officer("registrar")
    for index in NOMENCLATURE:
        filing.open_folder(index, begins.year, registrar)
    yield (now := after(begins, 1, "10:00"))
    duty = ("Өтінімдерді қабылдау кестесі бекітілсін.", "Бақылау тіркеушіге жүктелсін.")
    first = _draft(stage, "01-03", "registrar", GeneralKind.ORDER, "Өтінімдерді қабылдау кестесі туралы", duty)
    yield (now := after(now, 1, "11:30"))
    _approve(stage, first)
    yield (now := after(now, 5, "09:45"))
    words = ("Заявки регистрируются в день поступления.", "Ответственный: регистратор.")
    rules = _draft(stage, "01-07", "executor", GeneralKind.INSTRUCTION, "Порядок регистрации писем", words, "ru")
    yield (now := after(now, 1, "15:00"))
    _approve(stage, rules)
    yield (now := after(now, 12, "10:15"))
    second = _draft(
        stage,
        "01-03",
        "registrar",
        GeneralKind.ORDER,
        "Өтінімдерді қабылдаудың жаңа кестесі туралы",
        duty,
        before=first,
    )
    yield (now := after(now, 1, "12:10"))
    _approve(stage, second)
    yield (now := after(now, 4, "16:40"))
    _draft(
        stage, "01-02", "registrar", GeneralKind.ORDER, "Демалыс кестесі туралы", ("Кесте қоса беріледі.",), hidden=True
    )
    yield now + timedelta(minutes=5)


def _draft(
    stage: Stage, index: str, role: str, kind: GeneralKind, subject: str, words: tuple[str, ...], lang: str = "kk",
    *, before: int | None = None, hidden: bool = False,
) -> int:  # fmt: skip
    """The row id of the draft."""
    head, settings = stage.officer("head"), stage.app.config["SETTINGS"]
    office = Party("", settings.operator, settings.operator_bin, ADDRESS, head.position, head.name)
    name = "buiryq.pdf" if kind is GeneralKind.ORDER else "nusqaulyq.pdf"
    sheet = Sheet(
        kind="general", name=name, lang=lang, look="letter", title=subject, day=f"{stage.moment:%d.%m.%Y}", text=words,
        parties=(office,),
    )  # fmt: skip
    folder = next(row for row in queries.list_folders() if row.index_no == index)
    told = Told(
        kind=kind, subject=subject, language=lang, readers=("registrar", "archivist") if hidden else (),
        supersedes=db.session.get_one(GeneralDocument, before) if before else None,
    )  # fmt: skip
    return filing.draft(folder, stage.officer(role), told, [(io.BytesIO(print_one(sheet)), name)]).id


def _approve(stage: Stage, row_id: int) -> None:
    row = db.session.get_one(GeneralDocument, row_id, populate_existing=True)
    filing.approve(row, stage.officer("head"), version=row.version)
