"""Made-up data of the style pages, shaped as the views of the application will hand it to the macros."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from wtforms import BooleanField, Form, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from dms.formatting import ZONE, text
from dms.views.desk.rows import Row
from tests.style.words import T as T
from workflows.refusals import Refusal
from workflows.states import Action, CaseState
from workflows.text import Text

STATES = tuple(CaseState)
NOW = datetime(2026, 11, 21, 14, 32, tzinfo=ZONE)
SUM = Decimal("960000")


@dataclass(frozen=True)
class SampleOffer:
    """As ``workflows.engine.Offer``."""

    action: str
    title: Text
    ok: bool
    reasons: tuple[Refusal, ...] = ()
    clause: str = ""

    @property
    def can_begin(self) -> bool:
        return self.ok


REASONS = (
    Refusal(
        "checks_open",
        Text("Екі тексеруге жауап берілмеген", "Нет ответа по двум проверкам", "Two checks have no answer"),
        "342:11.5",
        Text("«Тексерулер» бетінде жауап беріңіз", "Ответьте на вкладке «Проверки»", "Answer them under “Checks”"),
    ),
    Refusal(
        "no_hearing",
        Text("Тыңдау өткізілмеген", "Заслушивание не проведено", "No hearing has been held"),
        "342:37",
        Text("Тыңдау тағайындаңыз", "Назначьте заслушивание", "Announce a hearing"),
    ),
)
OFFERS = (
    SampleOffer(
        Action.PROPOSE_REFUSAL,
        Text("Бас тартуды ұсыну", "Предложить отказ", "Propose a refusal"),
        ok=True,
        clause="342:11.7",
    ),
    SampleOffer(Action.VISIT, Text("Өндіріс орнына шығу", "Выезд на производство", "Visit the site"), ok=True),
    SampleOffer(
        Action.PROPOSE_GRANT,
        Text("Өтеуге ұсыну", "Предложить возмещение", "Propose reimbursement"),
        ok=False,
        reasons=REASONS,
        clause="342:37",
    ),
)
URLS = {offer.action: f"/page/decision?{offer.action}" for offer in OFFERS}
NOTES = {
    Action.PROPOSE_REFUSAL: Text(
        "Негіз орындалмады. Алдымен тыңдау болады.",
        "Условие не выполнено. Сначала пройдет заслушивание.",
        "The condition is not met. A hearing comes first.",
    )
}


class QuestionForm(Form):
    """A page of Annex 1: every kind of field."""

    bin = StringField(validators=[DataRequired(), Length(12, 12)])
    registered_on = StringField(validators=[DataRequired()])
    contract_sum = StringField(validators=[DataRequired()])
    second_sum = StringField(validators=[Optional()])
    currency = SelectField(choices=[SelectChoice("KZT"), SelectChoice("USD")])
    kind = RadioField(choices=[SelectChoice("legal"), SelectChoice("sole")], validators=[DataRequired()])
    note = TextAreaField(validators=[Optional()])
    agree = BooleanField(validators=[DataRequired()])


def question_form(faults: bool) -> QuestionForm:
    """The form filled in, or with a fault at every field that can have one."""
    form = QuestionForm(data={"bin": "061211600012", "registered_on": "04.06.2019", "kind": "legal"})
    form.kind.choices = [SelectChoice(key, text(FIELD_LABELS[key])) for key in ("legal", "sole")]
    form.contract_sum.data, form.second_sum.data = "960 000,00", ""
    if faults:
        form.bin.errors = [text(Text("БСН 12 цифрдан тұрады", "БИН состоит из 12 цифр", "A BIN has 12 digits"))]
        form.kind.errors = [text(Text("Біреуін таңдаңыз", "Выберите одно", "Choose one"))]
        form.agree.errors = [text(Text("Растау қажет", "Нужно подтвердить", "Please confirm"))]
    return form


def labels() -> dict[str, str]:
    """Labels of the question page in the language of the request."""
    return {key: text(value) for key, value in FIELD_LABELS.items()}


FIELD_LABELS = {
    "bin": Text("БСН", "БИН", "BIN"),
    "bin_hint": Text("12 цифр, мемлекеттік тіркеу анықтамасында", "12 цифр, из справки о регистрации", "12 digits"),
    "registered_on": Text("Мемлекеттік тіркелген күні", "Дата государственной регистрации", "Day of registration"),
    "contract_sum": Text("Шарт бойынша сома, ҚҚС-сыз", "Сумма по договору без НДС", "Sum of the contract, no VAT"),
    "second_sum": Text("Қосымша сома", "Дополнительная сумма", "Additional sum"),
    "total": Text("Мәлімделген шығын", "Заявленные затраты", "Claimed costs"),
    "currency": Text("Валюта", "Валюта", "Currency"),
    "kind": Text("Өтініш беруші кім?", "Кто заявитель?", "Who applies?"),
    "legal": Text("Заңды тұлға", "Юридическое лицо", "A legal person"),
    "sole": Text("Жеке кәсіпкер", "Индивидуальный предприниматель", "A sole proprietor"),
    "note": Text("Қосымша түсіндіру", "Пояснение", "Anything to explain"),
    "agree": Text("Деректер дұрыс екенін растаймын", "Подтверждаю, что сведения верны", "The data are true"),
}
TASKS = (
    {"name": Text("Ұйым және бірінші басшы", "Организация и первый руководитель", "Organisation and its first head"),
     "hint": Text("1–5-тармақтар", "Пункты 1–5", "Items 1–5"), "url": "#", "status": "done"},
    {"name": Text("Шығын түрлері мен шығындар", "Виды затрат и затраты", "Cost types and costs"),
     "hint": Text("11–12-тармақтар · 2 жол", "Пункты 11–12 · 2 строки", "Items 11–12 · 2 lines"),
     "url": "#", "status": "in_progress"},
    {"name": Text("Банк деректемелері", "Банковские реквизиты", "Bank details"),
     "hint": Text("13-тармақ", "Пункт 13", "Item 13"), "url": "#", "status": "attention"},
    {"name": Text("Растаулар және байланыс тұлғасы", "Подтверждения и контактное лицо", "Declarations and contact"),
     "hint": Text("14–18-тармақтар", "Пункты 14–18", "Items 14–18"), "clause": "342:14", "url": "#",
     "status": "not_started"},
)  # fmt: skip
TERMS = (
    {"title": Text("Тіркелді", "Зарегистрирована", "Registered"), "detail": "13.11 09:12", "state": "done"},
    {"title": Text("Толықтығы", "Полнота", "Completeness"), "detail": "16.11", "state": "done"},
    {"title": Text("Мәні бойынша", "По существу", "Review"), "detail": "25.11 17:30", "state": "current",
     "clause": "342:35"},
    {"title": Text("Соңғы заңды бас тарту", "Последний день отказа", "Last lawful refusal"), "detail": "20.11 17:30",
     "state": "late"},
    {"title": Text("Шешім", "Решение", "Decision"), "detail": "25.11", "state": "next"},
    {"title": Text("Төлем", "Выплата", "Payment"), "detail": "+2", "state": "next"},
    {"title": Text("Мониторинг", "Мониторинг", "Monitoring"), "detail": "24", "state": "next"},
)  # fmt: skip
HISTORY = (
    {"title": Text("Тыңдау тағайындалды", "Назначено заслушивание", "Hearing announced"), "at": NOW,
     "by": "Айгүл Сейітова", "clause": "342:37", "tone": "gold",
     "body": Text("24.11.2026, 11:00, 305-кабинет.", "24.11.2026, 11:00, каб. 305.", "24.11.2026, 11:00, room 305.")},
    {"title": Text("Құжаттар толық", "Документы полны", "The documents are complete"), "at": NOW - timedelta(days=5),
     "by": "Айгүл Сейітова", "clause": "342:35", "tone": "green"},
    {"title": Text("Өтінім тіркелді", "Заявка зарегистрирована", "Application registered"),
     "at": NOW - timedelta(days=8), "by": Text("жүйе", "система", "system")},
)  # fmt: skip


def _row(number: str, name: str, state: str, left: int | None, value: str, late_note: Text | None = None) -> Row:
    return Row(
        key=number,
        url=f"/page/case?{number}",
        number=number,
        registered_on=datetime(2026, 11, 10, 9, tzinfo=ZONE),
        applicant=name,
        bin=text(Text("БСН", "БИН", "BIN")) + " 061211600012",
        state=state,
        due_at=NOW + timedelta(days=left) if left is not None else None,
        left=left,
        left_note=text(late_note) if late_note else None,
        next=Text("Алдын ала шешім шығару", "Принять предварительное решение", "Make the preliminary decision"),
        next_clause="342:37",
        next_note="",
        amount=Decimal(value),
        take_url="",
    )


def rows() -> list[Row]:
    """A worklist with every urgency."""
    waits = Text("өтініш берушіде", "у заявителя", "with the applicant")
    return [
        _row("D342-2026-000187", "«Қарағанды Аяқкиім» ЖШС", "substantive_review", -1, "18450000"),
        _row("D342-2026-000191", "«Жетісу Кабель» АҚ", "completeness", 1, "7685100"),
        _row("D342-2026-000189", "«Ертіс Тігін» ЖШС", "hearing", 2, "2140000"),
        _row("D342-2026-000190", "ЖК Ахметов Ғ. Ұ.", "decision", 3, "960000"),
        _row("E314-2026-000052", "«Алтай Балы» ШҚ", "remarks", None, "31200000", waits),
        _row("D342-2026-000179", "«Сарыарқа Вагон» ЖШС", "monitoring", None, "43250000"),
    ]


FILES = (
    {"name": "шарт-8-қосымшаларымен.pdf", "size": 1_468_006, "url": "#", "status": "sound",
     "facts": Text("6 бет", "6 страниц", "6 pages")},
    {"name": "акт-12.pdf", "size": 412_300, "url": "#", "status": "checking"},
    {"name": "шот-фактура-17.pdf", "size": 88_000, "status": "refused",
     "error": Text("Файлға құпиясөз қойылған. Құпиясөзсіз сақтап, қайта жүктеңіз.",
                   "Файл защищен паролем. Сохраните его без пароля и загрузите снова.",
                   "The file has a password. Save it without one and send it again.")},
)  # fmt: skip
CHECKS = (
    {"title": Text("Өңделген тауар өндірушісі", "Производитель обработанных товаров", "Makes processed goods"),
     "clause": "342:11.1", "verdict": "yes", "by": "А. Сейітова",
     "note": Text("Тізілім үзіндісі № 4412", "Выписка из реестра № 4412", "Register extract no. 4412")},
    {"title": Text("Үш жыл бойы салық өсімі", "Рост налогов за три года", "Taxes grew for three years"),
     "clause": "342:11.7", "verdict": "no", "url": "#", "url_label": Text("Дәлелдеу", "Обосновать", "Explain")},
    {"title": Text("Басым тауарлар тізбесі", "Перечень приоритетных товаров", "List of priority goods"),
     "clause": "342:11.5", "verdict": None, "url": "#"},
)  # fmt: skip
ARITHMETIC = (
    {"label": Text("Қабылданған шығын", "Принятые затраты", "Accepted costs"), "value": "960 000,00"},
    {"label": "× 50 %", "clause": "342:9", "value": "480 000,00"},
    {"label": Text("Шек: 15 000 АЕК", "Предел: 15 000 МРП", "Cap: 15,000 MCI"), "value": "64 875 000,00"},
    {"label": Text("Өтеуге", "К возмещению", "To reimburse"), "value": "480 000,00 ₸", "total": True},
)
WEEKDAYS = ("дс", "сс", "ср", "бс", "жм", "сб", "жс")
DAYS = tuple(
    {
        "day": date(2026, 12, 14) + timedelta(days=n),
        "weekday": WEEKDAYS[(date(2026, 12, 14) + timedelta(days=n)).weekday()],
        "state": state,
        "why": why,
    }
    for n, (state, why) in enumerate(
        [("today", None), ("work", None)]
        + [("off", Text("Тәуелсіздік күні", "День Независимости", "Independence Day"))]
        + [("work", None), ("work", None)]
        + [("off", Text("демалыс", "выходной", "weekend"))] * 2
        + [("work", None), ("due", None)]
    )
)
QUARTERS = tuple({"label": f"{n} / 2026", "value": "12 400" if n < 3 else None} for n in range(1, 5))
MACHINE = tuple(
    {"label": label, "state": state}
    for label, state in (
        (Text("Тіркелді", "Зарегистрирована", "Registered"), "been"),
        (Text("Толықтығы", "Полнота", "Completeness"), "been"),
        (Text("Қарау", "Рассмотрение", "Review"), "here"),
        (Text("Шешім", "Решение", "Decision"), "ahead"),
        (Text("Келісім", "Соглашение", "Agreement"), "ahead"),
        (Text("Төлем", "Выплата", "Payment"), "ahead"),
    )
)
