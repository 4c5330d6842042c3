"""What the layouts draw around the style pages: the menus of an applicant, a clerk and a stranger."""

from __future__ import annotations

from typing import Any

from dms.formatting import text
from dms.shell import NavGroup, NavItem, Person, Shell
from workflows.text import Text


def shell(endpoint: str | None, args: dict[str, Any] | None) -> Shell:
    """The surroundings of the page: applicant's, clerk's or the public's."""
    page = (args or {}).get("name", "")
    if endpoint in ("error", "public.clause"):
        return Shell(sign_in_url="/sign-in", nav=_nav(PUBLIC_NAV), footer=_nav(FOOTER))
    if page in ("desk", "case", "decision"):
        return _desk_shell(page)
    return Shell(
        nav=_nav(PORTAL_NAV),
        person=Person("Ғани Ахметов"),
        menu=_nav(MENU),
        sign_out_url="/sign-out",
        notices_url="/notices",
        notices_count=3,
        footer=_nav(FOOTER),
        demo_clock="21.11.2026 14:32",
        demo_url="/demo",
        demo_moves=(("office", text(Text("келесі жұмыс сағаты", "следующий рабочий час", "next office hour"))),),
    )


def _desk_shell(page: str) -> Shell:
    groups = () if page != "desk" else tuple(_group(title, items) for title, items in GROUPS)
    return Shell(
        nav=_nav(DESK_NAV),
        groups=groups,
        person=Person("Айгүл Сейітова", text(Text("орындаушы", "исполнитель", "executor"))),
        menu=_nav(MENU),
        sign_out_url="/sign-out",
        notices_url="/notices",
        notices_count=12,
        footer=_nav(FOOTER),
    )


def _nav(labels: tuple[Text, ...]) -> tuple[NavItem, ...]:
    return tuple(NavItem(text(label), f"/#{n}", active=n == 0) for n, label in enumerate(labels))


def _group(title: Text, items: tuple[tuple[Text, int, bool], ...]) -> NavGroup:
    return NavGroup(
        text(title),
        tuple(NavItem(text(label), f"/#{n}", active=label is MINE, count=n, urgent=red) for label, n, red in items),
    )


PORTAL_NAV = (
    Text("Өтінімдерім", "Мои заявки", "My applications"),
    Text("Ұйым", "Организация", "Organisation"),
    Text("Хабарламалар", "Уведомления", "Notices"),
)
DESK_NAV = (
    Text("Жұмыс үстелі", "Рабочий стол", "Desk"),
    Text("Ақша", "Деньги", "Money"),
    Text("Мұрағат", "Архив", "Archive"),
)
PUBLIC_NAV = (
    Text("Қызмет туралы", "Об услуге", "About the service"),
    Text("Құжатты тексеру", "Проверить документ", "Check a document"),
)
MENU = (Text("Менің деректерім", "Мои данные", "My details"), Text("Қауіпсіздік", "Безопасность", "Security"))
FOOTER = (Text("Байланыс", "Контакты", "Contacts"), Text("Қызмет паспорты", "Паспорт услуги", "Service passport"))
MINE = Text("Маған тапсырылған", "Поручены мне", "Assigned to me")
GROUPS = (
    (
        Text("Менің істерім", "Мои дела", "My cases"),
        (
            (MINE, 14, False),
            (Text("Мерзімі өткен", "Просрочены", "Overdue"), 3, True),
            (Text("Өтініш берушіні күтуде", "Ждут заявителя", "Waiting for the applicant"), 2, False),
            (Text("Тыңдаулар", "Заслушивания", "Hearings"), 1, False),
        ),
    ),
    (
        Text("Бөлімнің істері", "Дела отдела", "Cases of the department"),
        (
            (Text("Тағайындалмаған", "Не распределены", "Unassigned"), 5, False),
            (Text("Қол қоюға", "На подпись", "To sign"), 4, False),
            (Text("Төлемге", "К оплате", "To pay"), 6, False),
            (Text("Мониторинг", "Мониторинг", "Monitoring"), 212, False),
        ),
    ),
)
