"""In what post and on what paper somebody signs for the operator, in the words of its papers (342:35): the head in his
own; a deputy, while a head is in office, in his own by the order; where there is no head, as the acting head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dms.models import StaffRole, User
from dms.queries import people
from workflows.clock import local
from workflows.states import Role
from workflows.text import Text

#: On what paper a head acts, in the words of the agreement's preamble.
CHARTER = Text("Жарғы", "Устава", "the charter")
#: A person applies in his own name (342:3.10): no charter stands behind him.
IDENTITY = Text("жеке куәлік", "удостоверения личности", "an identity card")
ORDER = Text("№ {number} бұйрық", "приказа № {number}", "order No. {number}")
ORDER_OF = Text("{day} № {number} бұйрық", "приказа от {day} № {number}", "order No. {number} of {day}")
HEAD = Text("Басқарма төрағасы", "Председатель правления", "Chairman of the board")
ACTING = Text("Басқарма төрағасының міндетін атқарушы", "И.о. председателя правления", "Acting chairman of the board")
BY_ORDER = Text("{post} ({order} негізінде)", "{post} (на основании {order})", "{post} (by {order})")


@dataclass(frozen=True, slots=True)
class Standing:
    """``role``: under which somebody signs on a day; ``replaces``: nobody is head on that day."""

    role: StaffRole
    replaces: bool

    @property
    def by_order(self) -> bool:
        return self.role.role == Role.DEPUTY


def standing(user: User, now: datetime) -> Standing | None:
    """None: he signs nothing on that day."""
    found = people.signers_on(local(now).date())
    role = next((row for one, row in found if one.id == user.id), None)
    return Standing(role, all(row.role != Role.HEAD for _one, row in found)) if role else None


def post_of(user: User, lang: str) -> str:
    """The post in the language of the paper."""
    return (user.position_ru if lang == "ru" else "") or user.position


def post(user: User, found: Standing | None, lang: str) -> str:
    """In which he signs."""
    return ACTING.get(lang) if found and found.by_order and found.replaces else post_of(user, lang)


def post_with_order(user: User, found: Standing | None, lang: str) -> str:
    """The same with the order beside it, for a paper that has no other place for it."""
    named = post(user, found, lang)
    if found is None or not found.by_order:
        return named
    return BY_ORDER.fill(post=named, order=acts_on(found, lang)).get(lang)


def acts_on(found: Standing | None, lang: str) -> str:
    """The head acts on the charter, a deputy on the order that replaces the head (342:35)."""
    if found is None or not found.by_order:
        return CHARTER.get(lang)
    day = f"{found.role.order_on:%d.%m.%Y}" if found.role.order_on else ""
    return (ORDER_OF if day else ORDER).fill(number=found.role.order_no, day=day).get(lang)
