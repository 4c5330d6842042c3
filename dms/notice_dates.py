"""What notices say when dates move, become known or are not known yet; ``notice_words`` puts in the values."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.text import Text

OF_DATES: Mapping[str, Text] = {
    "registered_undated": Text(
        "Өтініміңіз {number} нөмірімен тіркелді. Нәтиже мерзімі сол күндерді қамтитын жұмыс күндерінің күнтізбесі "
        "бекітілгеннен кейін хабарланады.",
        "Ваша заявка зарегистрирована под номером {number}. Срок результата сообщим, когда будет утвержден календарь "
        "рабочих дней на это время.",
        "Your application was registered under number {number}. You will be told when the result is due once the "
        "calendar of working days covers that time.",
    ),
    "result_moved": Text(
        "{number}: жұмыс күндерінің күнтізбесі өзгерді ({source}). Нәтиже мерзімі {was} еді, енді {due}. Бұрын "
        "берілген хабарламаларда ескі күн тұр: енді осы күн қолданылады.",
        "{number}: изменился календарь рабочих дней ({source}). Срок результата был {was}, теперь {due}. В выданных "
        "ранее уведомлениях стоит прежняя дата: действует эта.",
        "{number}: the calendar of working days has changed ({source}). The result was due on {was}, now on {due}. "
        "Notices given before name the old date: this one holds.",
    ),
    "result_dated": Text(
        "{number}: жұмыс күндерінің күнтізбесі бекітілді ({source}). Нәтиже мерзімі: {due}.",
        "{number}: утвержден календарь рабочих дней ({source}). Срок результата: {due}.",
        "{number}: the calendar of working days is approved ({source}). The result is due on {due}.",
    ),
    "result_undated": Text(
        "{number}: жұмыс күндерінің күнтізбесі өзгерді ({source}). Нәтиже мерзімі {was} еді; енді ол күнтізбе "
        "бекітілгеннен кейін хабарланады.",
        "{number}: изменился календарь рабочих дней ({source}). Срок результата был {was}; новый сообщим, когда "
        "календарь будет утвержден.",
        "{number}: the calendar of working days has changed ({source}). The result was due on {was}; you will be told "
        "the new date once the calendar is approved.",
    ),
    "hearing_on_day_off": Text(
        "{number}: тыңдау {planned} уақытына белгіленген, ал бұл күн демалыс болды ({source}). Тыңдаудың басқа уақытын "
        "келісіңіз.",
        "{number}: заслушивание назначено на {planned}, а этот день стал нерабочим ({source}). Согласуйте другое время "
        "заслушивания.",
        "{number}: the hearing is planned for {planned}, a day that has become free ({source}). Agree another time for "
        "it.",
    ),
    "term_moved": Text(
        "{number}: жұмыс күндерінің күнтізбесі өзгерді ({source}). Қазіргі кезеңнің мерзімі {was} еді, енді {due}.",
        "{number}: изменился календарь рабочих дней ({source}). Срок текущего этапа был {was}, теперь {due}.",
        "{number}: the calendar of working days has changed ({source}). The present step was due on {was}, now on "
        "{due}.",
    ),
    "term_dated": Text(
        "{number}: жұмыс күндерінің күнтізбесі бекітілді ({source}). Қазіргі кезеңнің мерзімі: {due}.",
        "{number}: утвержден календарь рабочих дней ({source}). Срок текущего этапа: {due}.",
        "{number}: the calendar of working days is approved ({source}). The present step is due on {due}.",
    ),
    "term_undated": Text(
        "{number}: жұмыс күндерінің күнтізбесі өзгерді ({source}). Қазіргі кезеңнің мерзімі {was} еді; енді ол "
        "күнтізбе бекітілгеннен кейін хабарланады.",
        "{number}: изменился календарь рабочих дней ({source}). Срок текущего этапа был {was}; новый сообщим, когда "
        "календарь будет утвержден.",
        "{number}: the calendar of working days has changed ({source}). The present step was due on {was}; you will be "
        "told the new date once the calendar is approved.",
    ),
    "term_confirmed": Text(
        "{number}: жыл күнтізбесі бекітілді ({source}). Мерзім өзгерген жоқ және енді алдын ала емес: {due}.",
        "{number}: календарь года утвержден ({source}). Срок не изменился и больше не предварительный: {due}.",
        "{number}: the calendar of the year is confirmed ({source}). The date stays and is no longer provisional: "
        "{due}.",
    ),
    "term_provisional": Text(
        "{number}: жыл күнтізбесі әлі бекітілмеген ({source}). Мерзім алдын ала есептелген: {due}.",
        "{number}: календарь года еще не утвержден ({source}). Срок предварительный: {due}.",
        "{number}: the calendar of the year is not confirmed ({source}). The date is provisional: {due}.",
    ),
}
#: A date that nobody could count yet is told in words: notice and place that has no value → the words in its stead.
UNDATED: Mapping[tuple[str, str], str] = {
    ("registered", "due"): "registered_undated",
    ("result_moved", "was"): "result_dated",
    ("result_moved", "due"): "result_undated",
    ("term_moved", "was"): "term_dated",
    ("term_moved", "due"): "term_undated",
}
