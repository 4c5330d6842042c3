"""The words of the refusals in ``review`` and ``hearing``: what is wrong, and the shortest way to satisfy it."""

from __future__ import annotations

from workflows.text import Text

LIST_OPEN = Text(
    "Толықтық тізімінің {count} жолына жауап берілмеген.",
    "Не отвечено строк перечня полноты: {count}.",
    "Lines of the completeness list without an answer: {count}.",
)
ANSWER_LIST = Text("Тізімнің барлық жолдарын белгілеңіз.", "Отметьте все строки перечня.", "Answer every line.")
INCOMPLETE = Text(
    "Құжат немесе қажетті мәлімет жетіспейді: өтінім толық емес.",
    "Не хватает документа или необходимых сведений: заявка неполная.",
    "A document or needed information is missing: the application is incomplete.",
)
NOTHING_LACKING = Text(
    "Толықтық тізімінде бірде-бір «жоқ» деген жауап жоқ.",
    "В перечне полноты нет ни одного ответа «нет».",
    "No line of the completeness list is answered “no”.",
)
MARK_LACKING = Text(
    "Жетіспейтін құжатты не мәліметті себебімен белгілеңіз.",
    "Отметьте недостающий документ или сведения с причиной.",
    "Mark what is missing, with its reason.",
)
CHECKS_OPEN = Text("Жауап берілмеген тексерулер: {what}.", "Проверки без ответа: {what}.", "Checks open: {what}.")
ANSWER_CHECKS = Text("Барлық тексерулерге жауап беріңіз.", "Ответьте на все проверки.", "Answer every check.")
NOT_ELIGIBLE = Text(
    "Міндетті талап орындалмаған: {what}.",
    "Не выполнено обязательное требование: {what}.",
    "A requirement that rules out any grant is not met: {what}.",
)
PROPOSE_REFUSAL = Text(
    "Бас тартуды ұсынып, тыңдау тағайындаңыз немесе жауапты түзетіңіз.",
    "Предложите отказ и назначьте заслушивание либо исправьте ответ.",
    "Propose a refusal with its hearing, or correct the answer.",
)
NOT_CALCULATED = Text("Есептеу жүргізілмеген.", "Расчет не выполнен.", "Nothing has been calculated yet.")
CALCULATE = Text("Есептеуді жүргізіңіз.", "Выполните расчет.", "Run the calculation.")
NOTHING_TO_GRANT = Text(
    "Есептеу бойынша өтелетін сома жоқ.", "По расчету возмещать нечего.", "The calculation leaves nothing to reimburse."
)
SUMS_CHANGED = Text(
    "Жоба дайындалғаннан бері сомалар өзгерді.",
    "С момента подготовки проекта суммы изменились.",
    "The sums have changed since the draft was prepared.",
)
PREPARE_ANEW = Text("Жобаны қайта дайындаңыз.", "Подготовьте проект заново.", "Prepare the draft anew.")
NOT_ANNOUNCED = Text(
    "Тыңдау уақыты мен орны (тәсілі) хабарланбаған.",
    "Время и место (способ) заслушивания не сообщены.",
    "The hearing's time and place (means) are not announced.",
)
ANNOUNCE = Text(
    "Алдын ала шешіммен бірге тыңдау туралы хабарлама жіберіңіз.",
    "Направьте предварительное решение с уведомлением о заслушивании.",
    "Send the preliminary decision with the hearing notice.",
)
HEARING_AHEAD = Text(
    "Тыңдау уақыты әлі келген жоқ.", "Время заслушивания еще не наступило.", "The hour of the hearing has not come yet."
)
WAIT_FOR_HEARING = Text(
    "Тыңдау уақытын күтіңіз: өтініш беруші қатыспайтынын айтып, ұстанымын жазбаша жіберсе немесе ертерек уақытқа "
    "келіссе ғана тыңдау бұрын аяқталады.",
    "Дождитесь часа заслушивания: раньше его завершают, только если заявитель сам согласился на более раннее время "
    "либо сообщил, что не будет участвовать, и направил письменную позицию.",
    "Wait for the hour: a hearing ends before it only where the applicant agreed to an earlier one, or said that he "
    "will not take part and sent his position in writing.",
)
NOT_OWN_WORD = Text(
    "Хабарланған тыңдау уақытынан тек өтініш берушінің өзі бас тарта алады.",
    "Отказаться от объявленного времени заслушивания может только сам заявитель.",
    "Only the applicant can give up the hour of the hearing that was announced.",
)
APPLICANT_SAYS_IT = Text(
    "Өтініш беруші мұны жеке кабинетінде белгілейді.",
    "Заявитель отмечает это в личном кабинете.",
    "The applicant says so in the personal cabinet.",
)
PRESENCE_UNTOLD = Text(
    "Өтініш беруші тарапынан кім қатысқаны немесе ешкім қатыспағаны жазылмаған.",
    "Не указано, кто участвовал от заявителя, либо что никто не участвовал.",
    "It is not said who took part for the applicant, or that nobody did.",
)
TELL_PRESENCE = Text(
    "Қатысқандарды жазыңыз немесе ешкім қатыспағанын белгілеңіз.",
    "Назовите участников или отметьте, что никто не участвовал.",
    "Name who took part, or mark that nobody did.",
)
HOUR_UNTRUE = Text(
    "Көрсетілген уақытта тыңдау өтуі мүмкін емес: ол хабарланған не келісілген уақыттан бұрын немесе әлі келмеген.",
    "В указанное время заслушивание пройти не могло: оно раньше объявленного или согласованного либо еще не наступило.",
    "The hearing cannot have been held then: that is before the hour announced or agreed, or still ahead.",
)
TELL_HOUR = Text(
    "Тыңдаудың нақты басталған уақытын жазыңыз.",
    "Укажите, когда заслушивание началось на самом деле.",
    "Write when the hearing began in fact.",
)
NO_POSITION = Text(
    "Өтініш берушінің ұстанымы да, келмегені де тіркелмеген.",
    "Не записаны ни позиция заявителя, ни его неявка.",
    "Neither the applicant's position nor its absence is recorded.",
)
RECORD_POSITION = Text(
    "Ұстанымын немесе келмегенін жазыңыз.", "Запишите позицию или неявку.", "Record the position or the absence."
)
NO_MINUTES = Text("Тыңдау хаттамасы жасалмаған.", "Протокол заслушивания не составлен.", "There are no minutes.")
WRITE_MINUTES = Text("Хаттаманы толтырыңыз.", "Составьте протокол.", "Write the minutes.")
NO_HEARING = Text(
    "Тыңдау хабарланбай немесе өткізілмей бас тартуға болмайды.",
    "Отказать без объявленного и проведенного заслушивания нельзя.",
    "No refusal without a hearing announced and held.",
)
HEARING_FIRST = Text(
    "Істі қарауға қайтарып, бас тартуды ұсыныңыз: сонда тыңдау тағайындалады.",
    "Верните дело на рассмотрение и предложите отказ: тогда назначается заслушивание.",
    "Send the case back to review and propose the refusal: the hearing comes with it.",
)
NO_ANSWER = Text("Жауап таңдалмаған.", "Ответ не выбран.", "No answer is chosen.")
ANSWER_IT = Text("Жауапты таңдаңыз.", "Выберите ответ.", "Choose an answer.")
NO_WITHOUT_REASON = Text(
    "«Жоқ» жауабының себебі жазылмаған.", "Не указана причина ответа «нет».", "A “no” has no reason."
)
WRITE_REASON = Text("Не жетіспейтінін жазыңыз.", "Напишите, чего не хватает.", "Write what is lacking.")
OVERRULED = Text(
    "Жүйе ұсынған жауаптан өзге жауаптың себебі жазылмаған.",
    "Не указана причина ответа, отличного от предложенного системой.",
    "An answer other than the one proposed by the system has no reason.",
)
WRITE_WHY = Text(
    "Себебін жазыңыз немесе ұсынылған жауапты таңдаңыз.",
    "Напишите причину или выберите предложенный ответ.",
    "Write the reason, or choose the answer proposed.",
)
NOT_EARLIER = Text(
    "Бұл уақыт хабарланған уақыттан бұрын емес: {hour}.",
    "Это время не раньше объявленного: {hour}.",
    "This is not before the time announced: {hour}.",
)
NAME_EARLIER = Text(
    "Ертерек уақытты жазыңыз немесе хабарланғанымен келісіңіз.",
    "Укажите более раннее время или согласитесь с объявленным.",
    "Name an earlier one, or accept the one announced.",
)
NO_HOUR = Text(
    "Тыңдаудың алдағы уақыты көрсетілмеген.",
    "Не указано предстоящее время заслушивания.",
    "The hearing has no hour ahead.",
)
NAME_HOUR = Text(
    "Тыңдау уақыты мен орнын (тәсілін) көрсетіңіз.",
    "Укажите время и место (способ) заслушивания.",
    "Name the hearing's hour and place (means).",
)
MOVED_EARLIER = Text(
    "Хабарланған уақыттан өтініш берушінің ғана келісуімен бас тартуға болады.",
    "От объявленного часа отказаться может только заявитель.",
    "Only the applicant gives up the hour that was announced.",
)
ASK_FOR_EARLIER = Text(
    "Кейінгі уақытты таңдаңыз немесе өтініш берушінің келісімін алып, оны белгілеңіз.",
    "Назначьте более позднее время либо получите согласие заявителя и отметьте его.",
    "Choose a later hour, or get the applicant's consent and say so.",
)
MOVED_TOO_FAR = Text(
    "Хабарланған күннен бастап тыңдау {day} аспай өткізіледі.",
    "При извещении сегодня заслушивание проводится не позднее {day}.",
    "By a notice given today the hearing is held on {day} at the latest.",
)
NAME_NEARER = Text(
    "Осы күннен кешіктірмей уақыт белгілеңіз; кейінірек тек өтініш берушінің өтінуі бойынша.",
    "Назначьте час не позднее этого дня; позже – только по просьбе заявителя.",
    "Choose an hour on that day or before; a later one only where the applicant asks for it.",
)
