"""What earlier and other cases say about the costs of an application: that one of them stands there too. 342:12.2 bars
costs that are or were financed under another measure of state support; that one measure does not pay a cost twice no
known clause of either order says in words. So nothing is proposed: the officer compares and answers."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.programmes.findings import Finding, unsettled
from workflows.programmes.known import Known, Repeat
from workflows.text import Text

SAME_COST = Text(
    "{id}-шығын: осы шот-фактура, жеткізуші мен сома басқа істе де тұр ({programme}; {granted})",
    "Статья затрат {id}: те же счет-фактура, поставщик и сумма стоят и в другом деле ({programme}; {granted})",
    "Cost {id}: the same tax invoice, supplier and sum stand in another case too ({programme}; {granted})",
)
SAME_FILE = Text(
    "{id}-шығын: оны растайтын файл басқа істе де тұр ({programme}; {granted})",
    "Статья затрат {id}: подтверждающий ее файл стоит и в другом деле ({programme}; {granted})",
    "Cost {id}: a file that proves it stands in another case too ({programme}; {granted})",
)
GRANTED = Text("өтелетін сома белгіленген", "сумма к возмещению установлена", "a sum was granted")
NOT_GRANTED = Text("сома белгіленбеген", "сумма не установлена", "no sum was granted")
PROGRAMMES = {
    "domestic-342": Text("№ 342 бұйрық", "приказ № 342", "order No. 342"),
    "export-314": Text("№ 314-НҚ бұйрық", "приказ № 314", "order No. 314"),
}
NO_CLAUSE = Text(
    "№ 314-НҚ бұйрықтың белгілі мәтінінде бір шығынды екі рет өтеу туралы тармақ жоқ: істерді салыстырыңыз",
    "В известном тексте приказа № 314 нет пункта о двойном возмещении одной затраты: сравните дела",
    "The known text of order No. 314 has no clause about paying one cost twice: compare the cases",
)


def repeats(known: Known, *more: Text) -> Finding | None:
    """Each repeat once, with ``more`` behind them; None where nothing repeats."""
    facts = tuple(dict.fromkeys(_facts(known.repeats)))
    return unsettled(*facts, *more) if facts else None


def _facts(found: Iterable[Repeat]) -> Iterable[Text]:
    for row in found:
        words = SAME_FILE if row.by_file else SAME_COST
        granted = GRANTED if row.granted else NOT_GRANTED
        yield words.fill(id=row.line, programme=PROGRAMMES[row.programme], granted=granted)
