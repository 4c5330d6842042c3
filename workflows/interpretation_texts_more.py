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
    "I-43": (
        Text(
            "тағайындалып, бірақ төленбей қалған сома (өтініш беруші келісімге қол қоймады немесе келісім төлемге "
            "дейін тоқтатылды) шекке кіре ме (342:9, 314:12): «өтеу сомасы аспайды» деген шешімдегі соманы айта "
            "ма, әлде шынында өтелгенін бе",
            "входит ли в предел сумма, которая присуждена, но так и не выплачена (заявитель не подписал соглашение или "
            "оно прекращено до выплаты; 342:9, 314:12): «сумма возмещения не превышает» – это сумма решения или "
            "возмещенное на деле",
            "does a sum that was granted and never paid use up the cap (the applicant did not sign the agreement, or "
            "it ended before payment; 342:9, 314:12): is “the sum of reimbursement does not exceed” the sum of the "
            "decision, or what was reimbursed in fact",
        ),
        Text(
            "жоқ: өтеу – ақша аудару (342:21), ол болмаса ештеңе өтелген жоқ; шешімнен бастап мұндай аяқталуға дейін "
            "сома шекке кіреді, содан кейін босайды; төленген сома кейін қайтарылса да есептеледі",
            "нет: возместить значит перечислить (342:21), без выплаты не возмещено ничего; со дня решения и до такого "
            "конца сумма в пределе учитывается, потом освобождается; выплаченное учитывается и тогда, когда позже "
            "возвращено",
            "no: to reimburse is to transfer the money (342:21), without it nothing was reimbursed; the sum counts "
            "from the decision until such an end and is free after it; what was paid counts even where it came back "
            "later",
        ),
    ),
    "I-44": (
        Text(
            "бас тартуға қалай шағым жасалатыны: Қағидалар мен 5-қосымшаның нысаны бұл туралы ештеңе айтпайды, "
            "Қағидалар Әкімшілік рәсімдік-процестік кодекстің 73-бабын ғана атайды (342:36, 342:37, 342:A5, 314:24)",
            "как обжалуется отказ: Правила и форма приложения 5 об этом молчат, из Административного "
            "процедурно-процессуального кодекса Правила называют только статью 73 (342:36, 342:37, 342:A5, 314:24)",
            "how a refusal is appealed: the Rules and the form of Annex 5 say nothing of it, and of the Administrative "
            "Procedural Code the Rules name article 73 alone (342:36, 342:37, 342:A5, 314:24)",
        ),
        Text(
            "ресми нысанға ештеңе қосылмайды; кабинетте шағым туралы кодекстің 91 және 92-баптары бойынша айтылады. "
            "Кодекстің мәтіні жүйеде жоқ: баптар мен үш айлық мерзімді жүйені қолданысқа енгізер алдында заңгер "
            "тексереді",
            "в официальную форму ничего не добавляется; в кабинете о жалобе говорится по статьям 91 и 92 кодекса. "
            "Текста кодекса в системе нет: статьи и срок в три месяца проверяет юрист до ввода системы в действие",
            "nothing is added to the official form; the applicant's pages tell of the complaint by articles 91 and 92 "
            "of the code. Its text is not in the system: a lawyer checks the articles and the term of three months "
            "before the system is used",
        ),
    ),
}
