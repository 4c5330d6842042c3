"""The steps of a calculation in words: each with its inputs, result and clause. The notification and ``dms calculate``
print them; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from workflows.calculation import Cap, Cost, Line, Payment, TraceStep, Window
from workflows.money import EXACT, format_number, format_plain
from workflows.text import Text

_MONTHS = Text(
    kk="өтінім берілген күнге дейінгі {n} ай",
    ru="{n} мес. до дня подачи заявки",
    en="{n} months before the application",
)
_WINDOWS = {
    "calendar-year": Text(kk="күнтізбелік жыл", ru="календарный год", en="calendar year"),
    "taxes-paid": Text(
        kk="АЕК-пен белгіленген шек пен төленген салықтардың (қайтарылған ҚҚС шегерілген) азы",
        ru="меньшее из предела в МРП и уплаченных налогов за вычетом возврата НДС",
        en="the lower of the limit in MCI and taxes paid less VAT refunded",
    ),
}


def window_title(name: str) -> Text:
    """The window of a cap in words: ``24-months``, ``calendar-year``, ``taxes-paid``."""
    number, _, unit = name.partition("-")
    return _MONTHS.fill(n=number) if unit == "months" else _WINDOWS[name]


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _step(text: Text, result: Decimal, clause: str, **places: object) -> TraceStep:
    return TraceStep(text.fill(**places), format_plain(result), clause)


def mci(value: Decimal, applied_on: date, clause: str) -> TraceStep:
    text = Text(
        kk="Өтініш берілген {day} күнгі АЕК мәні, теңге",
        ru="Значение МРП на день заявки {day}, тенге",
        en="MCI on the day of the application, {day}, tenge",
    )
    return _step(text, value, clause, day=_day(applied_on))


def converted(cost: Cost, payment: Payment, clause: str) -> TraceStep:
    """A foreign payment in tenge."""
    text = Text(
        kk="{id}-шығын: {day} төлемі {amount} {currency} × {rate} / {units}",
        ru="Статья затрат {id}: платеж {day} {amount} {currency} × {rate} / {units}",
        en="Cost {id}: payment of {day}, {amount} {currency} × {rate} / {units}",
    )
    places = {
        "id": cost.id,
        "day": _day(payment.paid_on),
        "amount": format_number(payment.amount),
        "currency": cost.currency,
        "rate": format_number(payment.rate or Decimal(1)),
        "units": payment.rate_units,
    }
    return _step(text, payment.tenge, clause, **places)


def accepted(line: Line, payments: int, window: Window, clause: str) -> TraceStep:
    """A cost inside its window: the sum of ``payments`` payments."""
    text = Text(
        kk="{id}-шығын: {first} – {last} кезеңі бойынша қабылданған сома (төлемдер: {n})",
        ru="Статья затрат {id}: принято по периоду {first} – {last} (платежей: {n})",
        en="Cost {id}: accepted for {first} – {last} (payments: {n})",
    )
    return _step(text, line.accepted, clause, id=line.id, n=payments, first=_day(window.first), last=_day(window.last))


def outside(line: Line, window: Window, clause: str) -> TraceStep:
    """A cost none of whose payments is inside the window."""
    text = Text(
        kk="{id}-шығын: {first} – {last} кезеңінде бірде-бір төлем жоқ",
        ru="Статья затрат {id}: нет ни одного платежа в периоде {first} – {last}",
        en="Cost {id}: no payment within {first} – {last}",
    )
    return _step(text, line.accepted, clause, id=line.id, first=_day(window.first), last=_day(window.last))


def refused(line: Line, clause: str) -> TraceStep:
    """A cost that the officer does not accept."""
    text = Text(
        kk="{id}-шығын: қарау қорытындысы бойынша қабылданбады",
        ru="Статья затрат {id}: не принята по итогам рассмотрения",
        en="Cost {id}: not accepted on review",
    )
    return _step(text, line.accepted, clause, id=line.id)


def removed(line: Line, clause: str) -> TraceStep:
    """A cost of a type that the order no longer has."""
    text = Text(
        kk="{id}-шығын: {type} түрі алып тасталған",
        ru="Статья затрат {id}: вид {type} исключен",
        en="Cost {id}: type {type} was removed",
    )
    return _step(text, line.accepted, clause, id=line.id, type=line.type)


def proposed(line: Line, clause: str) -> TraceStep:
    """The rate applied, rounded down."""
    text = Text(
        kk="{id}-шығын: {accepted} теңгенің {percent} %-ы",
        ru="Статья затрат {id}: {percent} % от {accepted} тенге",
        en="Cost {id}: {percent} % of {accepted} tenge",
    )
    percent = f"{EXACT.multiply(line.rate, Decimal(100)).normalize():f}"
    return _step(text, line.proposed, clause, id=line.id, accepted=format_number(line.accepted), percent=percent)


def cap(item: Cap) -> TraceStep:
    """What is left of a limit before this application."""
    text = Text(
        kk="{group}, {window}: шегі {limit}, бұрын өтелгені {used}, қалғаны",
        ru="{group}, {window}: предел {limit}, возмещено ранее {used}, остаток",
        en="{group}, {window}: limit {limit}, granted before {used}, left",
    )
    sums = {"limit": format_number(item.limit), "used": format_number(item.used)}
    filled = text.fill(group=group_label(item.group), window=window_title(item.window), **sums)
    return TraceStep(filled, format_plain(item.left), item.clause)


def cut(line: Line, clause: str) -> TraceStep:
    """A line granted below what was proposed, because its cap is used up."""
    text = Text(
        kk="{id}-шығын: ұсынылған {proposed} шекпен қысқартылды",
        ru="Статья затрат {id}: предложенные {proposed} ограничены пределом",
        en="Cost {id}: the proposed {proposed} is cut to the cap",
    )
    return _step(text, line.granted, clause, id=line.id, proposed=format_number(line.proposed))


def large_entity(clause: str) -> TraceStep:
    text = Text(
        kk="Ірі кәсіпкерлік субъектісіне шығындар өтелмейді",
        ru="Субъекту крупного предпринимательства затраты не возмещаются",
        en="A large entity is not reimbursed",
    )
    return _step(text, Decimal(0), clause)


def group_label(group: str) -> Text:
    """What the costs of one limit are (342:8, 342:9, 314:9, 314:12): its key alone says nothing to a reader."""
    return _GROUPS.get(group) or Text(group, group, group)


_GROUPS: Mapping[str, Text] = {
    "1": Text("Сертификаттау шығындары", "Затраты на сертификацию", "Costs of certification"),
    "2+3": Text(
        "Аяқ киімді таңбалау және теміржолмен тасымалдау шығындары",
        "Затраты на маркировку обуви и перевозку по железной дороге",
        "Costs of marking footwear and of transport by rail",
    ),
    "general": Text(
        "9-тармақтың 1), 2), 4), 5), 7), 8) тармақшаларының және 10-тармақтың шығындары",
        "Затраты подпунктов 1), 2), 4), 5), 7), 8) пункта 9 и пункта 10",
        "Costs of 9.1, 9.2, 9.4, 9.5, 9.7, 9.8 and of paragraph 10",
    ),
    "9.9": Text("Тауарларды тасымалдау шығындары", "Затраты на перевозку товаров", "Costs of transporting goods"),
}


def declared(group: str, amount: Decimal, limit: Decimal, clause: str) -> TraceStep:
    """The costs declared in the year against the limit of their group (314:22.2-22.4)."""
    text = Text(
        kk="{group}: жыл ішінде мәлімделгені, шегі {limit}",
        ru="{group}: заявлено за год при пределе {limit}",
        en="{group}: declared in the year against the limit of {limit}",
    )
    return _step(text, amount, clause, group=group_label(group), limit=format_number(limit))


def total(amount: Decimal, clause: str) -> TraceStep:
    text = Text(kk="Өтелетін сома, теңге", ru="Сумма к возмещению, тенге", en="Sum to reimburse, tenge")
    return _step(text, amount, clause)
