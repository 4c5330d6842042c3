"""What the order behind a deputy lets him sign: the kinds of acts, and the reason where an order names others. An order
that names none covers all of them; the head signs by no order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows.clock import local
from workflows.facts import Actor, CaseFacts, Paper
from workflows.refusals import Refusal
from workflows.states import DraftKind
from workflows.text import Text, join

#: Power → the acts that it covers, as an order and the screen name them.
POWERS: Mapping[str, Text] = {
    "grant": Text("өтеу туралы шешімдер мен келісімдер", "решения о возмещении и соглашения", "grants and agreements"),
    "refusal": Text("бас тарту мен қайтару", "отказы и возвраты", "refusals and returns"),
    "recovery": Text(
        "мониторингті аяқтау, бұзушылықтар, келісімді бұзу",
        "завершение мониторинга, нарушения, расторжение",
        "closing of monitoring, breaches, terminations",
    ),
    "supplement": Text("қосымша келісімдер", "дополнительные соглашения", "supplements"),
    "letter": Text("хаттар", "письма", "letters"),
    "general": Text("жалпы құжаттар", "общие документы", "general documents"),
}
_OF_DRAFT = {
    DraftKind.GRANT: "grant",
    DraftKind.REJECTION: "refusal",
    DraftKind.REFUSAL: "refusal",
    DraftKind.LEAVING: "refusal",
    DraftKind.CLOSING: "recovery",
    DraftKind.BREACH: "recovery",
    DraftKind.TERMINATION: "recovery",
}


def power_of(kind: DraftKind) -> str:
    """The power that the signature under a draft of this kind needs."""
    return _OF_DRAFT[kind]


def beyond_order(actor: Actor, power: str, now: datetime) -> Refusal | None:
    """That the person's order names other acts than this one."""
    if actor.covers(power):
        return None
    told = join((_told(order) for order in actor.orders), "; ")
    day = f"{local(now):%d.%m.%Y}"
    return Refusal("beyond_order", _BEYOND.fill(order=told, act=POWERS[power], day=day), "", _WAYS)


def draft_within_order(facts: CaseFacts, actor: Actor, now: datetime) -> Refusal | None:
    """The order that replaces the head covers acts of the draft's kind."""
    return beyond_order(actor, power_of(facts.draft.kind), now) if facts.draft else None


def supplement_within_order(_facts: Any, actor: Actor, now: datetime) -> Refusal | None:
    """The order that replaces the head covers supplements."""
    return beyond_order(actor, "supplement", now)


def letter_within_order(_facts: Any, actor: Actor, now: datetime) -> Refusal | None:
    """The order that replaces the head covers letters."""
    return beyond_order(actor, "letter", now)


def general_within_order(_facts: Any, actor: Actor, now: datetime) -> Refusal | None:
    """The order that replaces the head covers general documents."""
    return beyond_order(actor, "general", now)


def _told(order: Paper) -> Text:
    """Which order it is, what it covers, from when until when."""
    name = f"№ {order.number}" + (f", {order.on:%d.%m.%Y}" if order.on else "")
    days = " – ".join(f"{day:%d.%m.%Y}" for day in (order.since, order.until) if day)
    covers = join((POWERS[power] for power in POWERS if power in order.powers), ", ")
    return join([Text(name, name, name), covers, Text(days, days, days)], "; ")


_BEYOND = Text(
    "Басшыны алмастыру туралы бұйрығыңыз ({order}) {day} күні бұл әрекетті қамтымайды: {act}.",
    "Ваш приказ о замещении руководителя ({order}) на {day} не охватывает это действие: {act}.",
    "The order by which you replace the head ({order}) does not cover this act on {day}: {act}.",
)
_WAYS = Text(
    "Басшы не бұйрығы осы әрекетті қамтитын орынбасар қол қойсын.",
    "Пусть подпишет руководитель или заместитель, чей приказ охватывает это действие.",
    "Let the head sign, or a deputy whose order covers this act.",
)
