"""The states in the applicant's words where the export programme goes another way than the domestic one."""

from __future__ import annotations

from collections.abc import Mapping

from workflows import stories
from workflows.states import CaseState, Role
from workflows.stories import Story
from workflows.text import Text

STORIES: Mapping[CaseState, Story] = {
    **stories.STORIES,
    CaseState.SUBMITTED: Story(
        Text(
            "Өтінім берілді, тіркеуді күтуде", "Заявка подана и ждет регистрации", "Submitted, waiting to be registered"
        ),
        Text(
            "Жақын жұмыс уақытында тіркеледі, содан кейін нөмірі көрсетіледі.",
            "Она будет зарегистрирована в ближайшее рабочее время, после этого появится номер.",
            "It is registered in the next office hours; then you see its number.",
        ),
        Role.SYSTEM,
    ),
    CaseState.REGISTERED: Story(
        Text("Өтінім тіркелді", "Заявка зарегистрирована", "The application is registered"),
        Text(
            "Өтінімдер тіркелу кезектілігімен қаралады. Ескерту болса, 15 жұмыс күні ішінде жіберіледі.",
            "Заявки рассматриваются в порядке регистрации. Замечания, если они есть, направят в течение "
            "15 рабочих дней.",
            "Applications are considered in the order of registration. Remarks, if any, come within 15 working days.",
        ),
        Role.REGISTRAR,
    ),
    CaseState.COMPLETENESS: Story(
        Text(
            "Құжаттардың толықтығы тексерілуде",
            "Проверяется полнота документов",
            "We check that all documents are there",
        ),
        Text(
            "Бірдеңе жетіспесе, сізге ескерту жіберіледі: оны түзетіп, қайта бере аласыз.",
            "Если чего-то не хватает, вам направят замечания: их можно устранить и ответить.",
            "If something is missing, remarks are sent to you: you can correct it and answer.",
        ),
        Role.EXECUTOR,
    ),
    CaseState.SUBSTANTIVE_REVIEW: Story(
        Text(
            "Өтінімнің талаптарға сәйкестігі қаралуда",
            "Проверяется соответствие заявки требованиям",
            "We check the application against the rules",
        ),
        Text(
            "Сәйкес келмейтіні болса, алдымен ескерту жіберіледі. Толық бас тарту алдында сізді тыңдауға шақырамыз.",
            "При несоответствии сначала направят замечания. Перед полным отказом вас пригласят на заслушивание.",
            "Where something does not conform, remarks come first. Before a refusal of the whole you are invited to a "
            "hearing.",
        ),
        Role.EXECUTOR,
    ),
    CaseState.REMARKS: Story(
        Text("Өтінім ескертулермен қайтарылды", "Заявка возвращена с замечаниями", "Returned to you with remarks"),
        Text(
            "Құжаттарды қосып не ауыстырып, қол қойып, жауап беріңіз. Содан кейін тексеру қайта басталады.",
            "Дополните или замените документы, подпишите и ответьте. После этого проверка начнется снова.",
            "Add or replace documents, sign, and answer. Then the check starts anew.",
        ),
        Role.APPLICANT,
    ),
    CaseState.AGREEMENT: Story(
        Text(
            "Шығындар өтеледі: Келісімге қол қойыңыз",
            "Затраты возместят: подпишите Соглашение",
            "Granted: sign the agreement",
        ),
        Text(
            "Келісімді оқып, қол қойыңыз. Содан кейін сома төленеді.",
            "Прочитайте Соглашение и подпишите его. После этого сумма будет выплачена.",
            "Read the agreement and sign it. Then the sum is paid.",
        ),
        Role.APPLICANT,
    ),
    CaseState.MONITORING: Story(
        Text("Өтеу төленді, мониторинг жүріп жатыр", "Возмещение выплачено, идет мониторинг", "Paid; monitoring runs"),
        Text(
            "Валюталық түсім туралы деректерді тоқсан сайын беріңіз: ол 2 жылда кемінде 10 %-ға артуы керек.",
            "Подавайте данные о валютной выручке каждый квартал: за 2 года она должна вырасти не менее чем на 10 %.",
            "Report your foreign-currency income every quarter: it has to grow by at least 10 % in 2 years.",
        ),
        Role.APPLICANT,
    ),
    CaseState.RECOVERY: Story(
        Text("Қаражатты қайтару талап етілді", "Предъявлено требование о возврате", "Return of the money is demanded"),
        Text(
            "Талапта көрсетілген соманы сол жердегі мерзімде қайтарыңыз.",
            "Верните сумму, указанную в требовании, в указанный в нем срок.",
            "Return the sum that the demand names, within the time it gives.",
        ),
        Role.APPLICANT,
    ),
    CaseState.LEFT: Story(
        Text("Өтінім қараусыз қалдырылды", "Заявка оставлена без рассмотрения", "Left without consideration"),
        Text(
            "Негізі хатта көрсетілген. Ол жойылғанда жаңа өтінім бере аласыз.",
            "Основание указано в письме. Когда оно отпадет, можно подать новую заявку.",
            "The letter gives the ground. Once it is gone, you may apply again.",
        ),
        None,
    ),
}
