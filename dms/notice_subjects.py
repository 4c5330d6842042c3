"""What a notice is about, in a few words for the subject of its letter: the number of the case and these. The letter
itself says the rest (``notice_words``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflows.text import Text

SUBJECTS: Mapping[str, Text] = {
    "registered": Text("өтінім тіркелді", "заявка зарегистрирована", "the application is registered"),
    "registered_in_turn": Text("өтінім тіркелді", "заявка зарегистрирована", "the application is registered"),
    "registered_undated": Text("өтінім тіркелді", "заявка зарегистрирована", "the application is registered"),
    "result_dated": Text(
        "нәтиже мерзімі белгілі болды", "срок результата стал известен", "the date of the result is known"
    ),
    "result_undated": Text(
        "нәтиже мерзімі белгісіз", "срок результата неизвестен", "the date of the result is not known"
    ),
    "term_dated": Text("кезең мерзімі белгілі болды", "срок этапа стал известен", "the date of this step is known"),
    "term_undated": Text("кезең мерзімі белгісіз", "срок этапа неизвестен", "the date of this step is not known"),
    "result_moved": Text("нәтиже мерзімі өзгерді", "изменился срок результата", "the date of the result has changed"),
    "term_moved": Text("кезең мерзімі өзгерді", "изменился срок этапа", "the date of this step has changed"),
    "term_confirmed": Text("мерзім расталды", "срок подтвержден", "the date is confirmed"),
    "term_provisional": Text("мерзім алдын ала", "срок предварительный", "the date is provisional"),
    "hearing_on_day_off": Text(
        "тыңдау күні жұмыс күні емес", "день заслушивания стал нерабочим", "the hearing falls on a free day"
    ),
    "draft_ready": Text("өтінім жобасы қол қоюды күтуде", "проект заявки ждет подписи", "a draft waits to be signed"),
    "remarks": Text("өтінімге ескертулер", "замечания к заявке", "remarks on the application"),
    "remarks_answered": Text("ескертулерге жауап", "ответ на замечания", "the remarks are answered"),
    "left": Text("өтінім қараусыз қалдырылды", "заявка оставлена без рассмотрения", "left without consideration"),
    "complete": Text("құжаттар толық", "документы полны", "the documents are complete"),
    "signature_refused": Text("қолтаңба қабылданбады", "подпись не принята", "the signature was not accepted"),
    "supplement_to_sign": Text(
        "қосымша келісімге қол қойыңыз", "подпишите дополнительное соглашение", "sign a supplement"
    ),
    "supplement_in_force": Text("жаңа банктік деректемелер", "новые банковские реквизиты", "new bank details"),
    "supplement_anew": Text(
        "қосымша келісімге қайта қол қойыңыз",
        "подпишите соглашение заново",
        "sign the supplement again",
    ),
    "supplement_declined": Text(
        "қосымша келісімге қол қойылмады", "дополнительное соглашение не подписано", "the supplement was declined"
    ),
    "supplement_left_behind": Text(
        "қосымша келісім аяқталды", "дополнительное соглашение завершено", "the supplement has ended"
    ),
    "signature_not_told": Text("қолтаңбаға қайта қол қойыңыз", "подпишите еще раз", "sign once more"),
    "signature_accepted": Text("қолтаңба қабылданды", "подпись принята", "the signature was accepted"),
    "hearing": Text("тыңдауға шақыру", "приглашение на заслушивание", "invitation to a hearing"),
    "hearing_moved": Text("тыңдау уақыты өзгерді", "заслушивание перенесено", "the hearing was moved"),
    "rejected": Text("қараудан бас тартылды", "отказ в дальнейшем рассмотрении", "further consideration refused"),
    "refused": Text("дәлелді бас тарту", "мотивированный отказ", "reasoned refusal"),
    "granted": Text("өтеу туралы шешім", "решение о возмещении", "reimbursement granted"),
    "granted_in_part": Text("ішінара өтеу туралы шешім", "решение о частичном возмещении", "granted in part"),
    "paid": Text("төлем жасалды", "выплата произведена", "the money is paid"),
    "payment_suspended": Text("төлем тоқтатыла тұрды", "выплата приостановлена", "the payment is suspended"),
    "payment_resumed": Text("төлем жалғастырылды", "выплата возобновлена", "the payment goes on"),
    "quarter_due": Text("тоқсан деректерін беріңіз", "подайте данные за квартал", "report the quarter's figure"),
    "quarter_late": Text("тоқсан деректері берілмеді", "данные за квартал не поданы", "a quarter was not reported"),
    "risks_due": Text("тәуекелдерді тексеру", "проверка рисков", "look for risks"),
    "agreement_waits": Text("Келісім қол қоюды күтуде", "соглашение ждет подписи", "the agreement waits to be signed"),
    "money_due": Text("қаражатты қайтару мерзімі", "срок возврата средств", "money is to be returned"),
    "money_late": Text("қаражат қайтарылмады", "средства не возвращены", "money was not returned"),
    "terminated": Text("Келісім бұзылды", "соглашение расторгнуто", "the agreement was terminated"),
    "rules_changed": Text("Қағидалар өзгерді", "изменились Правила", "the rules have changed"),
    "warned": Text("қарсы міндеттеме бойынша ескерту", "предупреждение по обязательству", "a warning"),
    "asked": Text("деректер сұратылды", "запрос данных", "data are asked for"),
    "closed": Text("іс жабылды", "дело закрыто", "the case is closed"),
    "breach": Text("қаражатты қайтару талабы", "требование о возврате", "a demand to return money"),
    "returned_part": Text("қайтарылған сома есепке алынды", "возврат учтен", "the return is recorded"),
    "to_assign": Text("орындаушыны тағайындаңыз", "назначьте исполнителя", "assign an executor"),
    "assigned": Text("іс сізге тапсырылды", "дело поручено вам", "the case is yours"),
    "position": Text("өтініш берушінің ұстанымы", "позиция заявителя", "the applicant's position"),
    "to_sign": Text("қол қоюды күтуде", "ждет вашей подписи", "waits for your signature"),
    "signer_changed": Text("басқа адам қол қояды", "подпишет другое лицо", "another will sign"),
    "draft_returned": Text("жоба қайтарылды", "проект возвращен", "the draft was returned"),
    "sent_back": Text("қайта қарауға жіберілді", "возвращено на рассмотрение", "sent back to review"),
    "withdrawn": Text("өтінім кері қайтарылды", "заявка отозвана", "the application was withdrawn"),
    "declined": Text("Келісімге қол қойылмады", "отказ подписать соглашение", "the agreement was declined"),
    "to_pay": Text("төлеу керек", "к выплате", "to be paid"),
    "give_to_monitor": Text("мониторингке тапсырыңыз", "передайте на мониторинг", "give it to a monitor"),
    "to_monitor": Text("мониторинг басталды", "начался мониторинг", "monitoring has begun"),
    "letter_received": Text("хатты тіркеңіз", "зарегистрируйте письмо", "register a letter"),
    "letter_registered": Text("хатыңыз тіркелді", "ваше письмо зарегистрировано", "your letter was registered"),
    "letter_given": Text("хатқа жауап беріңіз", "ответьте на письмо", "answer a letter"),
    "letter_to_sign": Text("хат қол қоюды күтуде", "письмо ждет подписи", "a letter waits for a signature"),
    "letter_annulled": Text("хаттың күші жойылды", "письмо аннулировано", "a letter was annulled"),
    "letter_sent": Text("сізге хат жіберілді", "вам направлено письмо", "a letter was sent to you"),
    "letter_due": Text("хатқа жауап беру мерзімі таяды", "подходит срок ответа на письмо", "a letter is soon due"),
    "letter_late": Text("хатқа жауап берілмеді", "на письмо не ответили", "a letter was not answered"),
    "answer_due": Text("хатымызға жауап мерзімі таяды", "подходит срок ответа нам", "an answer to us is soon due"),
    "answer_late": Text("хатымызға жауап келмеді", "ответ на наше письмо не поступил", "no answer has come to us"),
    "signature_alarm": Text("қолтаңба тексерулері келіспейді", "проверки подписи расходятся", "checks disagree"),
    "correction_to_approve": Text("түзетуді бекітіңіз", "утвердите исправление", "approve a correction"),
    "role_to_approve": Text("рөлді бекітіңіз", "утвердите роль", "approve a role"),
    "role_rejected": Text("рөл бекітілмеді", "роль не утверждена", "the role was not approved"),
    "correction_rejected": Text("түзету қабылданбады", "исправление отклонено", "the correction was rejected"),
    "user_corrected": Text("деректер түзетілді", "исправлены данные", "details were corrected"),
    "file_refused": Text("файл тексерістен өтпеді", "файл не прошел проверку", "a file did not pass its checks"),
    "power_refused": Text(
        "сенімхат тексерістен өтпеді", "доверенность не прошла проверку", "a power of attorney was refused"
    ),
    "order_refused": Text(
        "рөл бұйрығы тексерістен өтпеді", "приказ о роли не прошел проверку", "the order of a role was refused"
    ),
    "file_not_taken": Text("файл іске тіркелмеді", "файл не приложен к делу", "a file was not attached"),
    "scanner_silent": Text("вирусқа тексергіш жауап бермейді", "проверка на вирусы не отвечает", "no virus scanner"),
    "scanner_stale": Text("вирустар дерекқоры ескі", "база вирусов устарела", "old virus signatures"),
    "store_unlocked": Text("қойманың құлпы істемейді", "блокировка хранилища не действует", "the store's lock fails"),
    "files_lost": Text("дұрыс көшірмесі жоқ файлдар", "файлы без целой копии", "files without a good copy"),
}


def subject(code: str, params: Mapping[str, Any]) -> Text:
    """The number of the case, where there is one, and what the notice is about.

    Raises:
        KeyError: a code that has no subject (a defect; a test compares both).
    """
    told, number = SUBJECTS[code], params.get("number")
    return Text(*(f"{number}: {words}" for words in (told.kk, told.ru, told.en))) if number else told
