"""What the acts are called on screen: as a button (``ACTION_LABELS``) and as a line of history (``ACTION_DONE``)."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.states import Action, CaseAct, ExportAction
from workflows.text import Text

ACTION_LABELS: Mapping[Action, Text] = {
    Action.SUBMIT: Text("Өтінімді беру", "Подать заявку", "Submit the application"),
    Action.REGISTER: Text("Тіркеу", "Зарегистрировать", "Register"),
    Action.TAKE: Text("Жұмысқа алу", "Взять в работу", "Take the case"),
    Action.ASSIGN: Text("Орындаушыны тағайындау", "Назначить исполнителя", "Assign"),
    Action.ANSWER_COMPLETENESS: Text(
        "Құжаттардың толықтығын белгілеу", "Отметить полноту документов", "Answer the completeness list"
    ),
    Action.COMPLETE: Text(
        "Толық деп танып, қарауға беру", "Признать полной и передать на рассмотрение", "Accept as complete"
    ),
    Action.PREPARE_REJECTION: Text(
        "Одан әрі қараудан бас тартуды дайындау",
        "Подготовить отказ в дальнейшем рассмотрении",
        "Prepare the refusal of further consideration",
    ),
    Action.REJECT_INCOMPLETE: Text(
        "Одан әрі қараудан бас тартуға қол қою",
        "Подписать отказ в дальнейшем рассмотрении",
        "Sign the refusal of further consideration",
    ),
    Action.ANSWER_CHECK: Text("Тексеруге жауап беру", "Ответить на проверку", "Answer a check"),
    Action.JUDGE_LINE: Text(
        "Шығынды қабылдау немесе қабылдамау", "Принять затрату или отказать в ней", "Accept or refuse a cost line"
    ),
    Action.VISIT: Text("Объектіге баруды тіркеу", "Записать выезд на объект", "Record a site visit"),
    Action.PROPOSE_REFUSAL: Text(
        "Бас тарту туралы алдын ала шешім шығарып, тыңдау тағайындау",
        "Вынести предварительное решение об отказе и назначить заслушивание",
        "Propose a refusal and announce the hearing",
    ),
    Action.PROPOSE_GRANT: Text("Өтеуді ұсыну", "Предложить возмещение", "Propose a grant"),
    Action.RECORD_POSITION: Text("Ұстанымды жазу", "Записать позицию", "Record the position"),
    Action.MOVE_HEARING: Text("Тыңдауды басқа уақытқа ауыстыру", "Перенести заслушивание", "Move the hearing"),
    Action.HOLD_HEARING: Text("Тыңдауды аяқтау", "Завершить заслушивание", "Conclude the hearing"),
    Action.PREPARE_GRANT: Text(
        "Хабарлама мен Келісімді дайындау",
        "Подготовить уведомление и Соглашение",
        "Prepare the notification and the agreement",
    ),
    Action.PREPARE_REFUSAL: Text(
        "Дәлелді бас тартуды дайындау", "Подготовить мотивированный отказ", "Prepare the reasoned refusal"
    ),
    Action.RETURN_DRAFT: Text(
        "Жобаны ескертумен қайтару", "Вернуть проект с замечанием", "Return the draft with a remark"
    ),
    Action.CHANGE_SIGNER: Text(
        "Жобаны өз атыңызға қайта дайындау",
        "Подготовить проект заново на свое имя",
        "Prepare the draft anew in your name",
    ),
    Action.GRANT: Text(
        "Хабарлама мен Келісімге қол қою",
        "Подписать уведомление и Соглашение",
        "Sign the notification and the agreement",
    ),
    Action.REFUSE: Text("Дәлелді бас тартуға қол қою", "Подписать мотивированный отказ", "Sign the reasoned refusal"),
    Action.SEND_BACK: Text("Қайта қарауға жіберу", "Вернуть на рассмотрение", "Send back to review"),
    Action.SIGN_AGREEMENT: Text("Келісімге қол қою", "Подписать Соглашение", "Sign the agreement"),
    Action.DECLINE: Text("Қол қоюдан бас тарту", "Отказаться от подписания", "Decline to sign"),
    Action.PAY: Text("Төлеу", "Выплатить", "Pay"),
    Action.REPORT_QUARTER: Text("Тоқсандық деректерді беру", "Подать данные за квартал", "Report the quarter"),
    Action.WARN: Text("Тәуекел туралы ескерту", "Предупредить о рисках", "Warn of a risk"),
    Action.ASK: Text("Деректерді сұрату", "Запросить данные", "Request data"),
    Action.PREPARE_CLOSE: Text(
        "Мониторинг қорытындысын дайындау", "Подготовить заключение мониторинга", "Prepare the monitoring conclusion"
    ),
    Action.CLOSE: Text("Қорытындыға қол қойып, істі жабу", "Подписать заключение и закрыть дело", "Sign and close"),
    Action.PREPARE_BREACH: Text(
        "Қаражатты қайтару талабын дайындау", "Подготовить требование о возврате", "Prepare the demand for return"
    ),
    Action.BREACH: Text("Қайтару талабына қол қою", "Подписать требование о возврате", "Sign the demand for return"),
    Action.PREPARE_TERMINATION: Text(
        "Келісімді бұзуды дайындау", "Подготовить расторжение Соглашения", "Prepare the end of the agreement"
    ),
    Action.TERMINATE: Text("Келісімді бұзу", "Расторгнуть Соглашение", "End the agreement"),
    Action.RECOVER: Text("Қаражаттың қайтарылғанын белгілеу", "Отметить возврат средств", "Record the money returned"),
    Action.WITHDRAW: Text("Өтінімді кері қайтарып алу", "Отозвать заявку", "Withdraw the application"),
    Action.ARCHIVE: Text("Мұрағатқа тапсыру", "Сдать в архив", "Archive"),
}

ACTION_DONE: Mapping[Action, Text] = {
    Action.SUBMIT: Text("Өтінім берілді", "Заявка подана", "The application was submitted"),
    Action.REGISTER: Text("Өтінім тіркелді", "Заявка зарегистрирована", "The application was registered"),
    Action.TAKE: Text("Іс жұмысқа алынды", "Дело взято в работу", "The case was taken"),
    Action.ASSIGN: Text("Орындаушы тағайындалды", "Назначен исполнитель", "The case was assigned"),
    Action.ANSWER_COMPLETENESS: Text(
        "Толықтық тізімі толтырылды", "Заполнен перечень полноты", "The completeness list was answered"
    ),
    Action.COMPLETE: Text("Құжаттар толық деп танылды", "Документы признаны полными", "The documents are complete"),
    Action.PREPARE_REJECTION: Text(
        "Одан әрі қараудан бас тарту дайындалды",
        "Подготовлен отказ в дальнейшем рассмотрении",
        "The refusal of further consideration was prepared",
    ),
    Action.REJECT_INCOMPLETE: Text(
        "Одан әрі қараудан бас тартылды", "Отказано в дальнейшем рассмотрении", "Further consideration was refused"
    ),
    Action.ANSWER_CHECK: Text("Тексеруге жауап берілді", "Дан ответ на проверку", "A check was answered"),
    Action.JUDGE_LINE: Text("Шығын бойынша шешім жазылды", "Записано решение по затрате", "A cost line was judged"),
    Action.VISIT: Text("Объектіге бару тіркелді", "Записан выезд на объект", "A site visit was recorded"),
    Action.PROPOSE_REFUSAL: Text(
        "Алдын ала шешім жіберілді, тыңдау тағайындалды",
        "Направлено предварительное решение, назначено заслушивание",
        "The preliminary decision was sent and a hearing announced",
    ),
    Action.PROPOSE_GRANT: Text("Өтеу ұсынылды", "Предложено возмещение", "A grant was proposed"),
    Action.RECORD_POSITION: Text("Ұстаным жазылды", "Записана позиция", "The position was recorded"),
    Action.MOVE_HEARING: Text("Тыңдау басқа уақытқа ауыстырылды", "Заслушивание перенесено", "The hearing was moved"),
    Action.HOLD_HEARING: Text("Тыңдау өткізілді", "Заслушивание проведено", "The hearing was held"),
    Action.PREPARE_GRANT: Text(
        "Хабарлама мен Келісім дайындалды",
        "Подготовлены уведомление и Соглашение",
        "The notification and the agreement were prepared",
    ),
    Action.PREPARE_REFUSAL: Text(
        "Дәлелді бас тарту дайындалды", "Подготовлен мотивированный отказ", "The reasoned refusal was prepared"
    ),
    Action.CHANGE_SIGNER: Text(
        "Жоба басқа қол қоюшының атына қайта дайындалды",
        "Проект подготовлен заново на имя другого подписывающего",
        "The draft was made anew in the name of another signer",
    ),
    Action.RETURN_DRAFT: Text("Жоба қайтарылды", "Проект возвращен", "The draft was returned"),
    Action.GRANT: Text("Өтеу туралы шешім қабылданды", "Принято решение о возмещении", "Reimbursement was granted"),
    Action.REFUSE: Text("Қызмет көрсетуден бас тартылды", "Отказано в оказании услуги", "The service was refused"),
    Action.SEND_BACK: Text("Қайта қарауға жіберілді", "Возвращено на рассмотрение", "Sent back to review"),
    Action.SIGN_AGREEMENT: Text(
        "Өтініш беруші Келісімге қол қойды", "Заявитель подписал Соглашение", "The applicant signed the agreement"
    ),
    Action.DECLINE: Text(
        "Өтініш беруші қол қоюдан бас тартты", "Заявитель отказался подписать", "The applicant declined to sign"
    ),
    Action.PAY: Text("Өтеу сомасы төленді", "Возмещение выплачено", "The reimbursement was paid"),
    Action.REPORT_QUARTER: Text("Тоқсандық деректер берілді", "Поданы данные за квартал", "The quarter was reported"),
    Action.WARN: Text("Тәуекел туралы ескертілді", "Направлено предупреждение о рисках", "A risk warning was sent"),
    Action.ASK: Text("Деректер сұратылды", "Запрошены данные", "Data were requested"),
    Action.PREPARE_CLOSE: Text(
        "Мониторинг қорытындысы дайындалды",
        "Подготовлено заключение мониторинга",
        "The monitoring conclusion was prepared",
    ),
    Action.CLOSE: Text("Іс жабылды", "Дело закрыто", "The case was closed"),
    Action.PREPARE_BREACH: Text(
        "Қайтару талабы дайындалды", "Подготовлено требование о возврате", "The demand for return was prepared"
    ),
    Action.BREACH: Text("Қаражатты қайтару талап етілді", "Предъявлено требование о возврате", "Return was demanded"),
    Action.PREPARE_TERMINATION: Text(
        "Келісімді бұзу дайындалды", "Подготовлено расторжение Соглашения", "The end of the agreement was prepared"
    ),
    Action.TERMINATE: Text("Келісім бұзылды", "Соглашение расторгнуто", "The agreement was ended"),
    Action.RECOVER: Text("Қаражат қайтарылды", "Средства возвращены", "The money was returned"),
    Action.WITHDRAW: Text("Өтінім кері қайтарып алынды", "Заявка отозвана", "The application was withdrawn"),
    Action.ARCHIVE: Text("Іс мұрағатқа тапсырылды", "Дело сдано в архив", "The case was archived"),
}

#: The acts that only the export programme has (314:22), in the same two shapes.
EXPORT_LABELS: Mapping[ExportAction, Text] = {
    ExportAction.SEND_REMARKS: Text("Ескертулер жіберу", "Направить замечания", "Send remarks"),
    ExportAction.ANSWER_REMARKS: Text("Ескертулерге жауап беру", "Ответить на замечания", "Answer the remarks"),
    ExportAction.PREPARE_LEAVING: Text(
        "Қараусыз қалдыруды дайындау", "Подготовить оставление без рассмотрения", "Prepare leaving unconsidered"
    ),
    ExportAction.LEAVE: Text(
        "Өтінімді қараусыз қалдыруға қол қою",
        "Подписать оставление заявки без рассмотрения",
        "Sign the leaving without consideration",
    ),
}

EXPORT_DONE: Mapping[ExportAction, Text] = {
    ExportAction.SEND_REMARKS: Text("Ескертулер жіберілді", "Направлены замечания", "Remarks were sent"),
    ExportAction.ANSWER_REMARKS: Text("Ескертулерге жауап берілді", "Дан ответ на замечания", "Remarks were answered"),
    ExportAction.PREPARE_LEAVING: Text(
        "Қараусыз қалдыру дайындалды",
        "Подготовлено оставление без рассмотрения",
        "Leaving without consideration was prepared",
    ),
    ExportAction.LEAVE: Text(
        "Өтінім қараусыз қалдырылды", "Заявка оставлена без рассмотрения", "The application was left unconsidered"
    ),
}


def act_of(name: str) -> CaseAct:
    """The act of this name, whichever the programme. ValueError for what is no act."""
    return ExportAction(name) if name in set(ExportAction) else Action(name)


def label_of(act: CaseAct) -> Text:
    """The act as a button, whichever the programme."""
    return EXPORT_LABELS[act] if isinstance(act, ExportAction) else ACTION_LABELS[act]


def done_of(act: CaseAct) -> Text:
    """The act as a line of history, whichever the programme."""
    return EXPORT_DONE[act] if isinstance(act, ExportAction) else ACTION_DONE[act]
