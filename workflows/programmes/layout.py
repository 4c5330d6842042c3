"""An edition laid out flat: every provision that the software goes by, with its clause and its value in plain words.

Two editions laid out are compared in ``differences``. The order is that of a reader: figures, terms, costs, documents,
checks, the way of an application, form, grounds, interpretations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflows.engine import CaseRow
from workflows.interpretations import REGISTER
from workflows.programmes.edition import Edition
from workflows.programmes.papers import DocumentKind
from workflows.states import Role
from workflows.text import Text


class Group(StrEnum):
    """What a provision is about."""

    FIGURES = "figures"
    TERMS = "terms"
    COSTS = "costs"
    LINES = "lines"
    DOCUMENTS = "documents"
    PROOFS = "proofs"
    COMPLETENESS = "completeness"
    CHECKS = "checks"
    ACTS = "acts"
    FORM = "form"
    GROUNDS = "grounds"
    LEAVING = "leaving"
    OBLIGATION = "obligation"
    INTERPRETATIONS = "interpretations"


GROUP_TITLES: Mapping[Group, Text] = {
    Group.FIGURES: Text("Сандық көрсеткіштер", "Числа", "Figures"),
    Group.TERMS: Text("Мерзімдер", "Сроки", "Terms"),
    Group.COSTS: Text("Шығын түрлері", "Виды затрат", "Cost types"),
    Group.LINES: Text("Шығын жолдары", "Строки затрат", "Cost lines"),
    Group.DOCUMENTS: Text("Құжаттар", "Документы", "Documents"),
    Group.PROOFS: Text("Тауардың шығу тегін растау", "Подтверждение происхождения", "Proofs of origin"),
    Group.COMPLETENESS: Text("Толықтық тізімі", "Перечень полноты", "Completeness list"),
    Group.CHECKS: Text("Тексерулер", "Проверки", "Checks"),
    Group.ACTS: Text("Әрекеттер", "Действия", "Acts"),
    Group.FORM: Text("Өтінім нысаны", "Форма заявки", "Application form"),
    Group.GROUNDS: Text("Бас тарту негіздері", "Основания отказа", "Grounds of refusal"),
    Group.LEAVING: Text("Қараусыз қалдыру", "Оставление без рассмотрения", "Leaving without consideration"),
    Group.OBLIGATION: Text("Қарсы міндеттеме", "Встречное обязательство", "Counter-obligation"),
    Group.INTERPRETATIONS: Text("Түсіндірмелер", "Толкования", "Interpretations"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One provision. ``value`` by name, in the words of programs (no language): what does not change by being
    translated. ``words`` are its other texts, by name."""

    group: Group
    key: str
    clause: str
    title: Text
    value: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Text] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The key with its group: ``figures.rate``."""
        return f"{self.group}.{self.key}"


def layout(edition: Edition) -> dict[str, Entry]:
    """Every provision by its name, in order."""
    parts = (_figures, _terms, _costs, _documents, _checks, _acts, _form, _grounds, _interpretations)
    return {entry.name: entry for part in parts for entry in part(edition)}


def _figures(edition: Edition) -> Iterator[Entry]:
    for key, figure in edition.parts.figures.items():
        value = {"value": f"{figure.value:f}", "measure": figure.measure.value}
        yield Entry(Group.FIGURES, key, figure.clause, figure.title, value)


def _terms(edition: Edition) -> Iterator[Entry]:
    for key, rule in edition.timing.rules.items():
        yield Entry(Group.TERMS, key, rule.clause, rule.title, {"days": str(rule.days), "unit": rule.unit.value})


def _costs(edition: Edition) -> Iterator[Entry]:
    costs = edition.costs
    for kind in costs.types:
        value = {"group": costs.group_of.get(kind.key, "")}
        yield Entry(Group.COSTS, kind.key, kind.clause, kind.title, value, {"short": kind.short})
    for line in costs.subitems:
        value = {"type": line.type, "in_form": _flag(line.in_form)}
        yield Entry(Group.LINES, line.key, line.clause, line.title, value)


def _documents(edition: Edition) -> Iterator[Entry]:
    papers = edition.papers
    for kind in papers.kinds:
        words = {"condition": kind.condition} if kind.condition else {}
        yield Entry(Group.DOCUMENTS, kind.key, kind.clause, kind.title, _asked(kind), words)
    for proof in papers.proofs:
        days = {"since": proof.since, "until": proof.until}
        value = {name: day.isoformat() for name, day in days.items() if day}
        yield Entry(Group.PROOFS, proof.value.key, proof.value.clause, proof.value.title, value)
    for item in papers.paper_items:
        yield Entry(Group.COMPLETENESS, item.key, item.clause, item.title)


def _asked(kind: DocumentKind) -> dict[str, str]:
    return {"cost_types": ", ".join(kind.cost_types) or "all", "several": _flag(kind.several)}


def _checks(edition: Edition) -> Iterator[Entry]:
    for check in edition.checks.all:
        value = {
            "group": check.group.value,
            "automatic": _flag(check.automatic),
            "cost_types": ", ".join(check.cost_types) or "all",
            "may_not_apply": _flag(check.may_not_apply),
            "interpretation": check.interpretation,
        }
        yield Entry(Group.CHECKS, check.key, check.clause, check.title, value, {"remedy": check.remedy})


def _acts(edition: Edition) -> Iterator[Entry]:
    for row in edition.workflow.rows:
        yield Entry(Group.ACTS, f"{row.action}@{row.source}", row.clause, row.title, _act(row))


def _act(row: CaseRow) -> dict[str, str]:
    return {
        "to": row.target.value,
        "who": ", ".join(role.value for role in Role if role in row.roles),
        "relation": ", ".join(sorted(relation.value for relation in row.relations)),
        "guards": ", ".join(guard.__name__ for guard in row.guards),
        "term": row.term,
        "makes": row.makes,
    }


def _form(edition: Edition) -> Iterator[Entry]:
    for item in edition.form.items:
        yield Entry(Group.FORM, item.key, item.clause, item.title, {"number": str(item.number), "page": item.page})


def _grounds(edition: Edition) -> Iterator[Entry]:
    for number, ground in edition.grounds.closed.items():
        yield Entry(Group.GROUNDS, str(number), ground.clause, ground.title)
    for clause, words in edition.leaving.items():
        yield Entry(Group.LEAVING, clause.partition(":")[2], clause, words)
    owed = edition.sums.obligation
    value = {"quarters": str(owed.quarters), "in_tenge": _flag(owed.in_tenge)}
    yield Entry(Group.OBLIGATION, "growth", owed.clause, owed.title, value)


def _interpretations(edition: Edition) -> Iterator[Entry]:
    order = edition.programme.rpartition("-")[2]
    for entry in REGISTER:
        own = [clause for clause in entry.clauses if clause.startswith(f"{order}:")]
        if own or edition.programme in entry.subjects:
            value = {"clauses": ", ".join(own)}
            yield Entry(Group.INTERPRETATIONS, entry.id, (own or entry.clauses)[0], entry.choice, value)


def _flag(value: bool) -> str:
    return "yes" if value else "no"


#: What the values of an entry are called.
NAME_TITLES: Mapping[str, Text] = {
    "clause": Text("Тармақ", "Пункт", "Clause"),
    "title": Text("Мәтіні", "Текст", "Words"),
    "value": Text("Мәні", "Значение", "Value"),
    "measure": Text("Өлшемі", "Единица", "Unit"),
    "days": Text("Күн саны", "Дней", "Days"),
    "unit": Text("Қандай күн", "Какие дни", "Which days"),
    "group": Text("Тобы", "Группа", "Group"),
    "short": Text("Қысқаша атауы", "Краткое название", "Short name"),
    "type": Text("Шығын түрі", "Вид затрат", "Cost type"),
    "in_form": Text("Нысанда бар", "Есть в форме", "In the form"),
    "cost_types": Text("Шығын түрлері", "Виды затрат", "Cost types"),
    "several": Text("Бірнеше файл", "Несколько файлов", "Several files"),
    "condition": Text("Шарты", "Условие", "Condition"),
    "since": Text("Бастап", "С", "From"),
    "until": Text("Дейін", "До", "Until"),
    "automatic": Text("Деректер бойынша", "По данным", "By the data"),
    "may_not_apply": Text("Қолданылмауы мүмкін", "Может не применяться", "May not apply"),
    "interpretation": Text("Түсіндірме", "Толкование", "Interpretation"),
    "remedy": Text("Қалай орындалады", "Как выполнить", "How it is met"),
    "to": Text("Кейінгі күйі", "Следующее состояние", "Leads to"),
    "who": Text("Кім", "Кто", "Who"),
    "relation": Text("Іске қатысы", "Отношение к делу", "Relation"),
    "guards": Text("Шарттар", "Условия", "Guards"),
    "term": Text("Мерзімі", "Срок", "Term"),
    "makes": Text("Не жасалады", "Что создается", "Makes"),
    "number": Text("Нөмірі", "Номер", "Number"),
    "page": Text("Беті", "Страница", "Page"),
    "quarters": Text("Тоқсан саны", "Кварталов", "Quarters"),
    "in_tenge": Text("Теңгемен", "В тенге", "In tenge"),
    "clauses": Text("Тармақтар", "Пункты", "Clauses"),
}
#: Values that are words.
WORDS: Mapping[str, Text] = {
    "yes": Text("иә", "да", "yes"),
    "no": Text("жоқ", "нет", "no"),
    "all": Text("барлығы", "все", "all"),
    "working": Text("жұмыс күні", "рабочие", "working"),
    "calendar": Text("күнтізбелік күн", "календарные", "calendar"),
}
