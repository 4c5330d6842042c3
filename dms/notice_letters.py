"""What notices say of letters and of the days by which they are answered; ``notice_words`` puts in the values."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

OF_LETTERS: Mapping[str, Text] = {
    "letter_received": Text(
        "{number}: өтініш берушіден хат келді, оны бүгін тіркеңіз: «{subject}».",
        "{number}: от заявителя поступило письмо, зарегистрируйте его сегодня: «{subject}».",
        "{number}: a letter has come from the applicant, register it today: “{subject}”.",
    ),
    "letter_registered": Text(
        "{number}: хатыңыз {letter} нөмірімен тіркелді: «{subject}».",
        "{number}: ваше письмо зарегистрировано под номером {letter}: «{subject}».",
        "{number}: your letter was registered under number {letter}: “{subject}”.",
    ),
    "letter_given": Text(
        "{number}: {letter} хаты сізге тапсырылды, жауап мерзімі: {day}.",
        "{number}: письмо {letter} поручено вам, срок ответа: {day}.",
        "{number}: letter {letter} was given to you, to be answered by {day}.",
    ),
    "letter_to_sign": Text(
        "{number}: шығыс хат жобасы қол қоюды күтеді: «{subject}».",
        "{number}: проект исходящего письма ждет подписи: «{subject}».",
        "{number}: the draft of an outgoing letter waits for a signature: “{subject}”.",
    ),
    "letter_sent": Text(
        "{number}: сізге {letter} хаты жіберілді: «{subject}». Оны іс бетінен оқыңыз.",
        "{number}: вам направлено письмо {letter}: «{subject}». Прочтите его на странице дела.",
        "{number}: letter {letter} was sent to you: “{subject}”. Read it on the case's page.",
    ),
    "letter_annulled": Text(
        "{number}: «{subject}» хатыңыз қаралмайды: {reasons}",
        "{number}: ваше письмо «{subject}» не рассматривается: {reasons}",
        "{number}: your letter “{subject}” is not considered: {reasons}",
    ),
    "letter_due": Text(
        "{number}: {letter} хатына {day} дейін жауап беру керек: «{subject}».",
        "{number}: на письмо {letter} следует ответить до {day} включительно: «{subject}».",
        "{number}: letter {letter} is to be answered by {day}: “{subject}”.",
    ),
    "letter_late": Text(
        "{number}: {letter} хатына {day} дейін жауап берілмеді: «{subject}».",
        "{number}: на письмо {letter} не ответили до {day} включительно: «{subject}».",
        "{number}: letter {letter} was not answered by {day}: “{subject}”.",
    ),
    "answer_due": Text(
        "{number}: {letter} хатымызға жауап {day} дейін келуі тиіс: «{subject}».",
        "{number}: ответ на наше письмо {letter} должен поступить до {day} включительно: «{subject}».",
        "{number}: the answer to our letter {letter} is due by {day}: “{subject}”.",
    ),
    "answer_late": Text(
        "{number}: {letter} хатымызға жауап {day} дейін келмеді: «{subject}».",
        "{number}: ответ на наше письмо {letter} до {day} включительно не поступил: «{subject}».",
        "{number}: no answer to our letter {letter} has come by {day}: “{subject}”.",
    ),
}
