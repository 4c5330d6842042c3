"""The words of the refusals in ``gate``: what is wrong with a ground, and the shortest way to satisfy it."""

from __future__ import annotations

from workflows.text import Text

NOT_IN_LAW = Text(
    "Істі қарайтын редакцияның белгілі мәтінінде мұндай тармақ жоқ: {what}.",
    "В известном тексте редакции, по которой рассматривается дело, такого пункта нет: {what}.",
    "The known text of the edition that judges the case has no such clause: {what}.",
)
OTHER_CLAUSE = Text(
    "Негізді қолданыстағы тармақпен көрсетіңіз.",
    "Укажите основание действующим пунктом.",
    "Name the ground by a clause that is in force.",
)
TWICE = Text(
    "Негіз екі рет көрсетілген: {what}.", "Основание указано дважды: {what}.", "A ground stands twice: {what}."
)
TELL_TOGETHER = Text(
    "Бір негіздің барлық фактісін бірге жазыңыз.",
    "Изложите все факты одного основания вместе.",
    "Write all facts of one ground together.",
)
WITHOUT_FACT = Text(
    "Негіздің фактісі жазылмаған: {what}.", "Не изложен факт основания: {what}.", "A ground has no fact: {what}."
)
WRITE_FACT = Text("Фактісін жазыңыз.", "Изложите факт.", "Write the fact.")
NOT_SHOWN = Text(
    "Негізді істе ештеңе растамайды: {what}.",
    "Основание ничем в деле не подтверждено: {what}.",
    "Nothing of the case shows the ground: {what}.",
)
NAME_PROOF = Text(
    "Істің құжатын, «жоқ» деп жауап берілген тексеруді немесе ештеңе қалдырмайтын есептеуді көрсетіңіз.",
    "Укажите документ дела, проверку с ответом «нет» или расчет, по которому возмещать нечего.",
    "Name a document of the case, a check answered “no”, or the calculation that leaves nothing.",
)
CONTRADICTED = Text(
    "Негіз істің өз жауаптарына қайшы келеді, ол бойынша бірде-бір тексеруге «жоқ» деп жауап берілмеген: {what}.",
    "Основание противоречит ответам по самому делу, ни на одну его проверку не отвечено «нет»: {what}.",
    "The ground stands against the case's own answers, none of its checks is answered “no”: {what}.",
)
ANSWER_OR_DROP = Text(
    "Тексерудің жауабын дәлелімен түзетіңіз немесе негізді алып тастаңыз.",
    "Исправьте ответ на проверку, указав, на чем он основан, или уберите основание.",
    "Correct the answer to the check, with what it rests on, or leave the ground out.",
)
PART_ALLOWED = Text(
    "Шығындардың бір бөлігі өтеледі: өтінімнен тұтастай бас тартуға болмайды.",
    "Часть затрат подлежит возмещению: отказать в заявке целиком нельзя.",
    "A part of the costs can be reimbursed: the application cannot be refused as a whole.",
)
PROPOSE_GRANT = Text(
    "Ішінара өтеуді ұсыныңыз; өтелмейтін шығындардың негіздемесі хабарламада көрсетіледі.",
    "Предложите частичное возмещение; причины по остальным затратам укажут в уведомлении.",
    "Propose a grant in part; the notification gives the reasons for the rest.",
)
REFUSE_LINE_FIRST = Text(
    "Алдымен «Есептеу» бетінде тексеру қатысты шығынды қабылдамаңыз: қалғаны өтеледі, ал ештеңе қалмаса, бас тартуды "
    "ұсынасыз.",
    "Сначала на вкладке «Расчет» откажите в принятии затраты, которой касается проверка: остальное возмещается, а "
    "если ничего не останется, предложите отказ.",
    "First refuse the cost line that the check concerns, under Calculation: the rest is granted; where nothing is "
    "left, propose the refusal.",
)
NOT_HEARD = Text(
    "Өтініш беруші бұл негіз бойынша тыңдалмаған: {what}.",
    "По этому основанию заявителя не заслушивали: {what}.",
    "The applicant was not heard on this ground: {what}.",
)
