"""The grounds of refusal (342:A6.9): a closed list, chosen by number, each with the officer's facts."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes.grounds import Ground, Grounds
from workflows.text import Text

__all__ = ["CLOSED_LIST", "GROUNDS", "UNFIT", "Ground"]

#: "The applicant or its materials do not meet the rules": the ground that a grant in part rules out.
UNFIT = 2


#: The checks that ask what a ground says; those of no other ground stand under ``UNFIT``.
_CHECKS: Mapping[int, tuple[str, ...]] = {
    1: ("documents_true",),
    3: ("no_negative_opinion",),
    4: ("no_court_ban",),
    5: ("special_right",),
    6: ("personal_data",),
}

GROUNDS: Mapping[int, Ground] = {
    number: Ground(number, title, f"342:A6.9.{number}", _CHECKS.get(number, ()))
    for number, title in (
        (
            1,
            Text(
                "көрсетілетін қызметті алушының мемлекеттік көрсетілетін қызметті алу үшін ұсынған құжаттардың және "
                "(немесе) олардағы деректердің (мәліметтердің) анық еместігін анықтау",
                "установление недостоверности документов, представленных услугополучателем для получения "
                "государственной услуги, и (или) данных (сведений), содержащихся в них",
                "the documents handed in for the service, or the data in them, were found untrue",
            ),
        ),
        (
            UNFIT,
            Text(
                "көрсетілетін қызметті алушының және (немесе) мемлекеттік қызмет көрсету үшін қажетті ұсынылған "
                "материалдардың, объектілердің, деректердің және мәліметтердің осы Қағидаларда белгіленген талаптарға "
                "сәйкес келмеуі",
                "несоответствие услугополучателя и (или) представленных материалов, объектов, данных и сведений, "
                "необходимых для оказания государственной услуги, требованиям, установленным настоящими Правилами",
                "the applicant, or the materials, objects, data and information needed for the service, do not meet "
                "the requirements of these Rules",
            ),
        ),
        (
            3,
            Text(
                "уәкілетті мемлекеттік органның мемлекеттік қызмет көрсету үшін қажетті келісімі туралы сұрау салуға "
                "берілген теріс жауап, сондай-ақ сараптаманың, зерттеудің не тексерудің теріс қорытындысы",
                "отрицательный ответ уполномоченного государственного органа на запрос о согласовании, необходимом для "
                "оказания государственной услуги, а также отрицательное заключение экспертизы, исследования либо "
                "проверки",
                "an authorised state body answered no to a request for the approval that the service needs, or an "
                "expert review, study or inspection ended negatively",
            ),
        ),
        (
            4,
            Text(
                "көрсетілетін қызметті алушыға қатысты оның қызметіне немесе мемлекеттік көрсетілетін қызметті алуды "
                "талап ететін жекелеген қызмет түрлеріне тыйым салу туралы соттың заңды күшіне енген шешімінің "
                "(үкімінің) болуы",
                "наличие в отношении услугополучателя вступившего в законную силу решения (приговора) суда о "
                "запрещении его деятельности или отдельных видов деятельности, требующих получения государственной "
                "услуги",
                "a court decision (judgment) in force bans the applicant's activity, or the kinds of activity that "
                "need the service",
            ),
        ),
        (
            5,
            Text(
                "көрсетілетін қызметті алушыға қатысты соттың заңды күшіне енген үкімінің болуы, оның негізінде "
                "көрсетілетін қызметті алушының мемлекеттік көрсетілетін қызметті алумен байланысты арнаулы құқығынан "
                "айырылуы бойынша",
                "наличие в отношении услугополучателя вступившего в законную силу приговора суда, на основании "
                "которого услугополучатель лишен специального права, связанного с получением государственной услуги",
                "a court judgment in force took away the applicant's special right tied to the service",
            ),
        ),
        (
            6,
            Text(
                "көрсетілетін қызметті алушының мемлекеттік қызмет көрсету үшін талап етілетін, «Дербес деректер және "
                "оларды қорғау туралы» Қазақстан Республикасы Заңының 8-бабына сәйкес берілетін қолжетімділігі "
                "шектеулі дербес деректерге қол жеткізуге келісімі болмауы бойынша",
                "отсутствие согласия услугополучателя, предоставляемого в соответствии со статьей 8 Закона Республики "
                "Казахстан «О персональных данных и их защите», на доступ к персональным данным ограниченного доступа, "
                "которые требуются для оказания государственной услуги",
                "the applicant did not consent, under article 8 of the Law on personal data and their protection, to "
                "access to the restricted personal data that the service needs",
            ),
        ),
    )
}

CLOSED_LIST = Grounds(
    closed=GROUNDS,
    unfit=UNFIT,
    lacking=Text(
        "Бас тарту негізі таңдалмаған.",
        "Не выбрано основание отказа.",
        "No ground of refusal of the closed list is chosen.",
    ),
    ask=Text(
        "1–6 негіздердің бірін фактілерімен таңдаңыз.",
        "Выберите одно из оснований 1–6 с фактами.",
        "Choose one of the grounds 1–6, with its facts.",
    ),
)
