"""Every kind of journal entry, in the past tense, with its words. An event that is not here cannot be written."""

from __future__ import annotations

from enum import StrEnum

from workflows.states import Action, CaseAct, ExportAction
from workflows.text import Text


class Event(StrEnum):
    """One name per thing that happens."""

    DRAFT_OPENED = "draft_opened"
    DRAFT_COPIED = "draft_copied"
    FROZEN = "frozen"
    UNFROZEN = "unfrozen"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    COMPLETENESS_ANSWERED = "completeness_answered"
    COMPLETED = "completed"
    REJECTION_PREPARED = "rejection_prepared"
    REJECTED_INCOMPLETE = "rejected_incomplete"
    CHECK_ANSWERED = "check_answered"
    LINE_JUDGED = "line_judged"
    SITE_VISITED = "site_visited"
    REFUSAL_PROPOSED = "refusal_proposed"
    GRANT_PROPOSED = "grant_proposed"
    POSITION_RECORDED = "position_recorded"
    HEARING_HELD = "hearing_held"
    GRANT_PREPARED = "grant_prepared"
    REFUSAL_PREPARED = "refusal_prepared"
    DRAFT_RETURNED = "draft_returned"
    GRANTED = "granted"
    REFUSED = "refused"
    SENT_BACK = "sent_back"
    AGREEMENT_SIGNED = "agreement_signed"
    DECLINED = "declined"
    PAID = "paid"
    PAYMENT_SUSPENDED = "payment_suspended"
    PAYMENT_RESUMED = "payment_resumed"
    QUARTER_REPORTED = "quarter_reported"
    WARNED = "warned"
    DATA_ASKED = "data_asked"
    CLOSING_PREPARED = "closing_prepared"
    CLOSED = "closed"
    BREACH_PREPARED = "breach_prepared"
    BREACH_DECLARED = "breach_declared"
    TERMINATION_PREPARED = "termination_prepared"
    TERMINATED = "terminated"
    RECOVERED = "recovered"
    WITHDRAWN = "withdrawn"
    REMARKS_SENT = "remarks_sent"
    REMARKS_ANSWERED = "remarks_answered"
    LEAVING_PREPARED = "leaving_prepared"
    LEFT = "left"
    ARCHIVED = "archived"
    TERMS_RECOUNTED = "terms_recounted"
    HEARING_ON_DAY_OFF = "hearing_on_day_off"
    DOCUMENT_UPLOADED = "document_uploaded"
    DOCUMENT_REMOVED = "document_removed"
    DOCUMENT_CHECKED = "document_checked"
    COLOUR_JUDGED = "colour_judged"
    DOCUMENT_RENEWED = "document_renewed"
    DOCUMENT_PROVES = "document_proves"
    PAGE_REMARKED = "page_remarked"
    PAGE_REMARK_TAKEN_BACK = "page_remark_taken_back"
    PAGE_REMARK_ANSWERED = "page_remark_answered"
    DOCUMENT_ACCEPTED = "document_accepted"
    DOCUMENT_NOT_ACCEPTED = "document_not_accepted"
    PAPER_MADE = "paper_made"
    PAPER_SIGNED = "paper_signed"
    SIGNATURE_REFUSED = "signature_refused"
    NOTE_WRITTEN = "note_written"
    MONEY_MOVED = "money_moved"
    INTAKE_OPENED = "intake_opened"
    INTAKE_CLOSED = "intake_closed"
    PACKING_BEGUN = "packing_begun"
    PACKAGE_SEALED = "package_sealed"
    PACKAGE_VERIFIED = "package_verified"
    PACKAGE_FAILED = "package_failed"
    REPORT_MADE = "report_made"
    ORGANISATION_OPENED = "organisation_opened"
    REPRESENTATIVE_INVITED = "representative_invited"
    REPRESENTATIVE_ADDED = "representative_added"
    REPRESENTATIVE_ENDED = "representative_ended"
    BIN_DISPUTED = "bin_disputed"
    DISPUTE_SETTLED = "dispute_settled"
    USER_CREATED = "user_created"
    USER_BLOCKED = "user_blocked"
    USER_UNBLOCKED = "user_unblocked"
    ROLE_GRANTED = "role_granted"
    ROLE_ENDED = "role_ended"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    REFERENCE_PROPOSED = "reference_proposed"
    REFERENCE_APPROVED = "reference_approved"
    REFERENCE_REJECTED = "reference_rejected"
    RATES_TAKEN = "rates_taken"
    REGISTER_ASKED = "register_asked"
    REGISTER_ANSWERED = "register_answered"
    FILE_MENDED = "file_mended"
    FILE_LOST = "file_lost"
    JOB_REPEATED = "job_repeated"
    DEMO_CLOCK_MOVED = "demo_clock_moved"


#: What a move of the machine is called once it has happened.
OF_ACTION: dict[CaseAct, Event] = {
    Action.SUBMIT: Event.SUBMITTED,
    Action.REGISTER: Event.REGISTERED,
    Action.TAKE: Event.TAKEN,
    Action.ASSIGN: Event.ASSIGNED,
    Action.ANSWER_COMPLETENESS: Event.COMPLETENESS_ANSWERED,
    Action.COMPLETE: Event.COMPLETED,
    Action.PREPARE_REJECTION: Event.REJECTION_PREPARED,
    Action.REJECT_INCOMPLETE: Event.REJECTED_INCOMPLETE,
    Action.ANSWER_CHECK: Event.CHECK_ANSWERED,
    Action.JUDGE_LINE: Event.LINE_JUDGED,
    Action.VISIT: Event.SITE_VISITED,
    Action.PROPOSE_REFUSAL: Event.REFUSAL_PROPOSED,
    Action.PROPOSE_GRANT: Event.GRANT_PROPOSED,
    Action.RECORD_POSITION: Event.POSITION_RECORDED,
    Action.HOLD_HEARING: Event.HEARING_HELD,
    Action.PREPARE_GRANT: Event.GRANT_PREPARED,
    Action.PREPARE_REFUSAL: Event.REFUSAL_PREPARED,
    Action.RETURN_DRAFT: Event.DRAFT_RETURNED,
    Action.GRANT: Event.GRANTED,
    Action.REFUSE: Event.REFUSED,
    Action.SEND_BACK: Event.SENT_BACK,
    Action.SIGN_AGREEMENT: Event.AGREEMENT_SIGNED,
    Action.DECLINE: Event.DECLINED,
    Action.PAY: Event.PAID,
    Action.REPORT_QUARTER: Event.QUARTER_REPORTED,
    Action.WARN: Event.WARNED,
    Action.ASK: Event.DATA_ASKED,
    Action.PREPARE_CLOSE: Event.CLOSING_PREPARED,
    Action.CLOSE: Event.CLOSED,
    Action.PREPARE_BREACH: Event.BREACH_PREPARED,
    Action.BREACH: Event.BREACH_DECLARED,
    Action.PREPARE_TERMINATION: Event.TERMINATION_PREPARED,
    Action.TERMINATE: Event.TERMINATED,
    Action.RECOVER: Event.RECOVERED,
    Action.WITHDRAW: Event.WITHDRAWN,
    Action.ARCHIVE: Event.ARCHIVED,
    ExportAction.SEND_REMARKS: Event.REMARKS_SENT,
    ExportAction.ANSWER_REMARKS: Event.REMARKS_ANSWERED,
    ExportAction.PREPARE_LEAVING: Event.LEAVING_PREPARED,
    ExportAction.LEAVE: Event.LEFT,
}

LABELS: dict[Event, Text] = {
    Event.DRAFT_OPENED: Text("Өтінім жобасы ашылды", "Открыт черновик заявки", "Draft application opened"),
    Event.DRAFT_COPIED: Text("Жоба бұрынғы өтінімнен жасалды", "Черновик создан из прежней заявки", "Draft made from an earlier application"),
    Event.REMARKS_SENT: Text("Ескертулер жіберілді", "Направлены замечания", "Remarks sent"),
    Event.REMARKS_ANSWERED: Text("Ескертулерге жауап берілді", "Дан ответ на замечания", "Remarks answered"),
    Event.LEAVING_PREPARED: Text("Қараусыз қалдыру дайындалды", "Подготовлено оставление без рассмотрения", "Leaving without consideration prepared"),
    Event.LEFT: Text("Өтінім қараусыз қалдырылды", "Заявка оставлена без рассмотрения", "Application left without consideration"),
    Event.FROZEN: Text("Өтінім қол қою үшін бекітілді", "Заявка зафиксирована для подписания", "Application frozen for signing"),
    Event.UNFROZEN: Text("Өтінім түзетуге қайта ашылды", "Заявка снова открыта для правки", "Application opened again for editing"),
    Event.SUBMITTED: Text("Өтінім берілді", "Заявка подана", "Application submitted"),
    Event.REGISTERED: Text("Өтінім тіркелді", "Заявка зарегистрирована", "Application registered"),
    Event.TAKEN: Text("Іс орындауға алынды", "Дело принято к исполнению", "Case taken"),
    Event.ASSIGNED: Text("Орындаушы тағайындалды", "Назначен исполнитель", "Executor assigned"),
    Event.COMPLETENESS_ANSWERED: Text("Толықтық тармағына жауап берілді", "Дан ответ по пункту полноты", "Completeness item answered"),
    Event.COMPLETED: Text("Құжаттардың толықтығы расталды", "Полнота документов подтверждена", "Completeness confirmed"),
    Event.REJECTION_PREPARED: Text("Одан әрі қараудан бас тарту дайындалды", "Подготовлен отказ в дальнейшем рассмотрении", "Refusal of further consideration prepared"),
    Event.REJECTED_INCOMPLETE: Text("Одан әрі қараудан бас тартылды", "Отказано в дальнейшем рассмотрении", "Further consideration refused"),
    Event.CHECK_ANSWERED: Text("Тексеруге жауап берілді", "Дан ответ по проверке", "Check answered"),
    Event.LINE_JUDGED: Text("Шығын бойынша шешім жазылды", "Записано решение по затрате", "Cost line judged"),
    Event.SITE_VISITED: Text("Өндірістік объектіге барылды", "Проведен выезд на производственный объект", "Production site visited"),
    Event.REFUSAL_PROPOSED: Text("Бас тарту туралы алдын ала шешім шығарылды", "Вынесено предварительное решение об отказе", "Preliminary decision to refuse made"),
    Event.GRANT_PROPOSED: Text("Өтеу ұсынылды", "Предложено возмещение", "Grant proposed"),
    Event.POSITION_RECORDED: Text("Өтініш берушінің ұстанымы алынды", "Получена позиция заявителя", "Applicant's position received"),
    Event.HEARING_HELD: Text("Тыңдау өткізілді", "Проведено заслушивание", "Hearing held"),
    Event.GRANT_PREPARED: Text("Өтеу туралы хабарлама дайындалды", "Подготовлено уведомление о возмещении", "Notification of reimbursement prepared"),
    Event.REFUSAL_PREPARED: Text("Дәлелді бас тарту дайындалды", "Подготовлен мотивированный отказ", "Reasoned refusal prepared"),
    Event.DRAFT_RETURNED: Text("Жоба ескертумен қайтарылды", "Проект возвращен с замечанием", "Draft returned with a remark"),
    Event.GRANTED: Text("Шығындарды өтеу туралы шешім қабылданды", "Принято решение о возмещении затрат", "Reimbursement granted"),
    Event.REFUSED: Text("Дәлелді бас тартуға қол қойылды", "Подписан мотивированный отказ", "Reasoned refusal signed"),
    Event.SENT_BACK: Text("Іс қайта қарауға жіберілді", "Дело возвращено на рассмотрение", "Case sent back to review"),
    Event.AGREEMENT_SIGNED: Text("Келісім жасалды", "Соглашение заключено", "Agreement concluded"),
    Event.DECLINED: Text("Өтініш беруші келісімге қол қоюдан бас тартты", "Заявитель отказался подписать соглашение", "Applicant declined the agreement"),
    Event.PAID: Text("Қаражат төленді", "Средства выплачены", "Money paid"),
    Event.PAYMENT_SUSPENDED: Text("Төлем тоқтатыла тұрды: шотта қаражат жеткіліксіз", "Выплата приостановлена: на счете недостаточно средств", "Payment suspended: the account is short"),
    Event.PAYMENT_RESUMED: Text("Қаражат түсті, төлем жалғастырылды", "Средства поступили, выплата возобновлена", "Money came in, payment resumed"),
    Event.QUARTER_REPORTED: Text("Тоқсан деректері берілді", "Поданы данные за квартал", "Quarterly figure reported"),
    Event.WARNED: Text("Тәуекел туралы ескертілді", "Направлено предупреждение о риске", "Risk warning sent"),
    Event.DATA_ASKED: Text("Деректер сұратылды", "Запрошены данные", "Data requested"),
    Event.CLOSING_PREPARED: Text("Мониторинг қорытындысы дайындалды", "Подготовлено заключение по мониторингу", "Monitoring conclusion prepared"),
    Event.CLOSED: Text("Іс жабылды", "Дело закрыто", "Case closed"),
    Event.BREACH_PREPARED: Text("Қайтару туралы талап дайындалды", "Подготовлено требование о возврате", "Demand for return prepared"),
    Event.BREACH_DECLARED: Text("Қаражатты қайтару талап етілді", "Предъявлено требование о возврате средств", "Return of money demanded"),
    Event.TERMINATION_PREPARED: Text("Келісімді бұзу дайындалды", "Подготовлено расторжение соглашения", "Termination prepared"),
    Event.TERMINATED: Text("Келісім бұзылды", "Соглашение расторгнуто", "Agreement terminated"),
    Event.RECOVERED: Text("Қаражат қайтарылды", "Средства возвращены", "Money recovered"),
    Event.WITHDRAWN: Text("Өтінім кері қайтарып алынды", "Заявка отозвана", "Application withdrawn"),
    Event.ARCHIVED: Text("Іс мұрағатқа тапсырылды", "Дело передано в архив", "Case archived"),
    Event.TERMS_RECOUNTED: Text("Күнтізбе өзгергендіктен мерзім қайта есептелді", "Срок пересчитан: изменился календарь", "Term counted again: the calendar changed"),
    Event.HEARING_ON_DAY_OFF: Text("Тыңдау күні демалыс күніне айналды", "День заслушивания стал нерабочим", "The day of the hearing became free"),
    Event.DOCUMENT_UPLOADED: Text("Құжат жүктелді", "Загружен документ", "Document uploaded"),
    Event.DOCUMENT_REMOVED: Text("Құжат жобадан алынды", "Документ убран из черновика", "Document taken out of the draft"),
    Event.DOCUMENT_CHECKED: Text("Файл тексерілді", "Файл проверен", "File checked"),
    Event.DOCUMENT_RENEWED: Text("Құжаттың жаңа нұсқасы берілді", "Подана новая версия документа", "New version handed in"),
    Event.DOCUMENT_PROVES: Text(
        "Құжаттың нені растайтыны белгіленді", "Отмечено, что подтверждает документ", "What a document proves was marked"
    ),
    Event.PAGE_REMARKED: Text("Бетке ескерту жазылды", "Сделано замечание к странице", "Remark written on a page"),
    Event.PAGE_REMARK_TAKEN_BACK: Text(
        "Бетке ескерту алынды", "Замечание к странице снято", "Remark on a page taken back"
    ),
    Event.PAGE_REMARK_ANSWERED: Text(
        "Бетке ескертуге жауап берілді", "Дан ответ на замечание к странице", "Remark on a page answered"
    ),
    Event.COLOUR_JUDGED: Text("Сканның түсі бағаланды", "Оценен цвет скана", "Colour of a scan judged"),
    Event.DOCUMENT_ACCEPTED: Text("Құжат қабылданды", "Документ принят", "Document accepted"),
    Event.DOCUMENT_NOT_ACCEPTED: Text("Құжат қабылданбады", "Документ не принят", "Document not accepted"),
    Event.PAPER_MADE: Text("Құжат жасалды", "Документ сформирован", "Paper made"),
    Event.PAPER_SIGNED: Text("Құжатқа ЭЦҚ қойылды", "Документ подписан ЭЦП", "Paper signed with EDS"),
    Event.SIGNATURE_REFUSED: Text("Қолтаңба қабылданбады", "Подпись не принята", "Signature refused"),
    Event.NOTE_WRITTEN: Text("Ішкі жазба жасалды", "Сделана внутренняя запись", "Internal note written"),
    Event.MONEY_MOVED: Text("Қаражат қозғалысы жазылды", "Записано движение средств", "Movement of money recorded"),
    Event.INTAKE_OPENED: Text("Өтінімдерді қабылдау қайта басталды", "Прием заявок возобновлен", "Intake opened"),
    Event.INTAKE_CLOSED: Text("Өтінімдерді қабылдау тоқтатыла тұрды", "Прием заявок приостановлен", "Intake suspended"),
    Event.PACKING_BEGUN: Text("Мұрағат пакетін жинау басталды", "Начата сборка архивного пакета", "Packing for the archive begun"),
    Event.PACKAGE_SEALED: Text("Мұрағат пакеті мөрленді", "Архивный пакет опечатан", "Archive package sealed"),
    Event.PACKAGE_VERIFIED: Text("Мұрағат пакеті тексерілді", "Архивный пакет проверен", "Archive package verified"),
    Event.PACKAGE_FAILED: Text("Мұрағат пакеті тексеруден өтпеді", "Архивный пакет не прошел проверку", "Archive package failed its check"),
    Event.REPORT_MADE: Text("П342 есебі жасалды", "Сформирован отчет П342", "Report P342 made"),
    Event.ORGANISATION_OPENED: Text("Ұйым тіркелді", "Организация зарегистрирована", "Organisation opened"),
    Event.REPRESENTATIVE_INVITED: Text("Өкіл шақырылды", "Приглашен представитель", "Representative invited"),
    Event.REPRESENTATIVE_ADDED: Text("Өкіл қосылды", "Добавлен представитель", "Representative added"),
    Event.REPRESENTATIVE_ENDED: Text("Өкілдің өкілеттігі тоқтатылды", "Полномочия представителя прекращены", "Representative's powers ended"),
    Event.BIN_DISPUTED: Text("БСН бойынша дау берілді", "Подано оспаривание БИН", "Claim to a BIN disputed"),
    Event.DISPUTE_SETTLED: Text("БСН дауы шешілді", "Спор о БИН разрешен", "Dispute over a BIN settled"),
    Event.USER_CREATED: Text("Пайдаланушы құрылды", "Создан пользователь", "User created"),
    Event.USER_BLOCKED: Text("Пайдаланушы бұғатталды", "Пользователь заблокирован", "User blocked"),
    Event.USER_UNBLOCKED: Text("Пайдаланушы қайта ашылды", "Пользователь разблокирован", "User unblocked"),
    Event.ROLE_GRANTED: Text("Рөл берілді", "Назначена роль", "Role granted"),
    Event.ROLE_ENDED: Text("Рөл алынды", "Роль снята", "Role ended"),
    Event.SIGNED_IN: Text("Жүйеге кірді", "Вход в систему", "Signed in"),
    Event.SIGN_IN_FAILED: Text("Кіру сәтсіз болды", "Неудачный вход", "Sign-in failed"),
    Event.SIGNED_OUT: Text("Жүйеден шықты", "Выход из системы", "Signed out"),
    Event.SESSION_ENDED: Text("Сеанс аяқталды", "Сеанс завершен", "Session ended"),
    Event.PASSWORD_CHANGED: Text("Құпиясөз өзгертілді", "Пароль изменен", "Password changed"),
    Event.SECOND_FACTOR_CHANGED: Text("Екінші фактор өзгертілді", "Второй фактор изменен", "Second factor changed"),
    Event.REFERENCE_PROPOSED: Text("Анықтамалыққа өзгеріс ұсынылды", "Предложено изменение справочника", "Change of a reference table proposed"),
    Event.REFERENCE_APPROVED: Text("Анықтамалық өзгерісі бекітілді", "Изменение справочника утверждено", "Change of a reference table approved"),
    Event.REFERENCE_REJECTED: Text("Анықтамалық өзгерісі қабылданбады", "Изменение справочника отклонено", "Change of a reference table rejected"),
    Event.RATES_TAKEN: Text("Ұлттық Банктің бағамдары алынды", "Получены курсы Национального Банка", "Rates of the National Bank taken"),
    Event.REGISTER_ASKED: Text("Тізілімге сұрау салынды", "Направлен запрос в реестр", "Register asked"),
    Event.REGISTER_ANSWERED: Text("Тізілімнің жауабы сақталды", "Сохранен ответ реестра", "Register's answer kept"),
    Event.FILE_MENDED: Text("Бүлінген файл екінші көшірмеден қалпына келтірілді", "Поврежденный файл восстановлен из второй копии", "Spoilt file written anew from the second copy"),
    Event.FILE_LOST: Text("Файлдың бірде-бір дұрыс көшірмесі жоқ", "Ни одной целой копии файла нет", "No good copy of a file is left"),
    Event.JOB_REPEATED: Text("Сәтсіз тапсырма қайта іске қосылды", "Неудавшееся задание запущено снова", "Failed job started again"),
    Event.DEMO_CLOCK_MOVED: Text("Демо сағаты жылжытылды", "Демо-часы переведены", "Demo clock moved"),
}  # fmt: skip

if set(Event) - set(LABELS) or set(Action) - set(OF_ACTION):
    raise RuntimeError("an event or an act of the machine has no words")
