"""Texts of the register of interpretations from I-42 on: what the text of the law leaves open, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

MORE: Mapping[str, tuple[Text, Text]] = {
    "I-42": (
        Text(
            "жазбаша ұстаным келген соң тыңдауды хабарланған уақытынан бұрын аяқтауға бола ма (342:37, 342:38, 314:24)",
            "можно ли завершить заслушивание раньше объявленного часа, когда письменная позиция уже есть (342:37, "
            "342:38, 314:24)",
            "may a hearing end before its hour once a position came in writing (342:37, 342:38, 314:24)",
        ),
        Text(
            "жоқ: уақыт ұстаным білдіру үшін хабарланады; ертерек өткізу үшін өтініш берушінің келісімі, мүлде "
            "өткізбеу үшін қатыспайтыны туралы сөзі мен жазбаша ұстанымы керек; хаттама нақты қатысқандарды атайды",
            "нельзя: час сообщают для того, чтобы позицию можно было высказать; раньше – только с согласия заявителя, "
            "без него – только если он сам сообщил, что не будет участвовать, и направил позицию; протокол называет "
            "тех, кто участвовал на самом деле",
            "no: the hour is told so that a position can be voiced; earlier only where the applicant agreed, without "
            "him only where he said that he will not take part and sent his position; the minutes name who was there "
            "in fact",
        ),
    ),
}
