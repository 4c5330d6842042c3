"""Annex 1, items 1-18, as the form words them, and the pages on which the applicant fills them in.

The Kazakh is the official form's own, put back into its natural order; the official form is printed from here too.
"""

from __future__ import annotations

from workflows.programmes.form import FormItem, Page
from workflows.text import Text

__all__ = ["DECLARATIONS", "ITEMS", "ITEM_BY_KEY", "PAGES", "PAGE_BY_KEY", "FormItem", "Page"]


def _item(key: str, number: int, title: Text, page: str) -> FormItem:
    return FormItem(key, number, title, page, f"342:A1.{number}")


PAGES: tuple[Page, ...] = (
    Page(
        "applicant",
        Text("Өтініш беруші", "Заявитель", "Applicant"),
        ("applicant_name", "legal_address", "head", "bin", "registration_no", "registration_date"),
    ),
    Page("staff", Text("Қызметкерлер", "Работники", "Staff"), ("staff_total", "staff_citizens", "local_content_share")),
    Page(
        "activity",
        Text("Қызметі мен өнімі", "Деятельность и продукция", "Activity and products"),
        ("oked_code", "oked_name", "products"),
    ),
    Page(
        "support",
        Text("Бұрын алынған қолдау", "Полученная ранее поддержка", "Support received before"),
        ("support_participant", "support_history"),
    ),
    Page("cost_types", Text("Шығын түрлері", "Виды затрат", "Types of cost"), ("cost_subitems",)),
    Page("costs", Text("Шығындар", "Затраты", "Costs"), ("costs",)),
    Page("bank", Text("Банктік деректемелер", "Банковские реквизиты", "Bank details"), ("bank",)),
    Page("documents", Text("Құжаттар", "Документы", "Documents"), ("circumstances",)),
    Page(
        "declarations",
        Text("Растаулар мен келісімдер", "Подтверждения и согласия", "Declarations and consents"),
        ("declarations",),
    ),
    Page("contact", Text("Байланыс тұлғасы", "Контактное лицо", "Contact person"), ("contact",)),
)

ITEMS: tuple[FormItem, ...] = (
    _item(
        "applicant_name",
        1,
        Text("Өтініш берушінің атауы (толық)", "Наименование заявителя (полное)", "Name of the applicant (in full)"),
        "applicant",
    ),
    _item(
        "legal_address",
        2,
        Text(
            "Заңды мекенжайы немесе орналасқан жері (индекс, облыс, қала/аудан, елді мекен, көше, телефон) "
            "(болған жағдайда)",
            "Юридический адрес или место нахождения (индекс, область, город/район, населенный пункт, улица, телефон) "
            "(при наличии)",
            "Legal address or location (postcode, region, city/district, settlement, street, telephone) (if any)",
        ),
        "applicant",
    ),
    _item(
        "head",
        3,
        Text(
            "Бірінші басшының немесе жеке кәсіпкердің деректері (тегі, аты, әкесінің аты (егер ол жеке басын "
            "куәландыратын құжатта көрсетілсе), лауазымы, жұмыс немесе ұялы телефон нөмірі, электрондық мекенжайы)",
            "Данные первого руководителя или индивидуального предпринимателя (фамилия, имя, отчество (если оно указано "
            "в документе, удостоверяющем личность), должность, номер рабочего или мобильного телефона, электронный "
            "адрес)",
            "First head or sole proprietor (surname, given name, patronymic (if in the identity document), position, "
            "work or mobile telephone, e-mail)",
        ),
        "applicant",
    ),
    _item(
        "bin",
        4,
        Text(
            "БСН (бизнес сәйкестендіру нөмірі)/ЖСН (жеке сәйкестендіру нөмірі)",
            "БИН (бизнес-идентификационный номер)/ИИН (индивидуальный идентификационный номер)",
            "BIN (business identification number)/IIN (individual identification number)",
        ),
        "applicant",
    ),
    _item(
        "registration",
        5,
        Text(
            "Өтініш берушінің нөмірі (болған жағдайда) және мемлекеттік тіркеу (қайта тіркеу) күні",
            "Номер (при наличии) и дата государственной регистрации (перерегистрации) заявителя",
            "Number (if any) and date of the applicant's state registration (re-registration)",
        ),
        "applicant",
    ),
    _item(
        "staff",
        6,
        Text(
            "Қызметкерлер саны, соның ішінде, Қазақстан Республикасының азаматтары",
            "Численность работников, в том числе граждан Республики Казахстан",
            "Number of employees, citizens of the Republic of Kazakhstan among them",
        ),
        "staff",
    ),
    _item(
        "local_content_share",
        7,
        Text(
            "Кадрлардағы елішілік құндылық үлесі, %",
            "Доля внутристрановой ценности в кадрах, %",
            "Share of in-country value in staff, %",
        ),
        "staff",
    ),
    _item(
        "activity",
        8,
        Text(
            "Көрсетілетін қызметтің негізгі түрі (Экономикалық қызмет түрлерінің жалпы жіктеуішінің кодын көрсете "
            "отырып)",
            "Основной вид деятельности (с указанием кода общего классификатора видов экономической деятельности)",
            "Main activity (with its code of the general classifier of economic activities, OKED)",
        ),
        "activity",
    ),
    _item(
        "products",
        9,
        Text("Шығарылатын өнімнің атауы", "Наименование выпускаемой продукции", "Name of the product made"),
        "activity",
    ),
    _item(
        "support_history",
        10,
        Text(
            "Өтініш беруші мемлекеттік Бағдарламалар қатысушысы болып табыл(а)ды ма (иә деп жауап берсеңіз, "
            "мемлекеттік ынталандыру шарасын алған жылды көрсетіңіз, қандай Бағдарламалар шеңберінде және қандай "
            "мемлекеттік ынталандыру шараларын алдыңыз)",
            "Является (являлся) ли заявитель участником государственных Программ (если да, укажите год получения меры "
            "государственного стимулирования, в рамках каких Программ и какие меры государственного стимулирования "
            "получены)",
            "Is (was) the applicant a participant of state programmes (if so, the year of the support measure, under "
            "which programmes and which measures)",
        ),
        "support",
    ),
    _item(
        "cost_subitems",
        11,
        Text(
            "Қағидалар шеңберінде қандай шығын түрін пайдалану жоспарланған (қажеттісін белгілеңіз)",
            "Какой вид затрат планируется использовать в рамках Правил (отметьте нужное)",
            "Which types of cost are meant to be used under the Rules (tick)",
        ),
        "cost_types",
    ),
    _item(
        "costs",
        12,
        Text(
            "Өнеркәсіптік-инновациялық қызмет субъектісімен жұмсалған шығындар",
            "Затраты, понесенные субъектом промышленно-инновационной деятельности",
            "Costs borne by the industrial-innovation entity",
        ),
        "costs",
    ),
    _item(
        "bank",
        13,
        Text("Өтініш берушінің банктік деректемелері", "Банковские реквизиты заявителя", "Applicant's bank details"),
        "bank",
    ),
    _item(
        "exchange_rate",
        14,
        Text(
            "Шығындарды өтеу ұлттық валютада жүргізіледі. Шетел валюталарында жұмсалған шығындарды қайта есептеу "
            "Қазақстанда шығарылған өңделген тауарларды, жұмыстар мен көрсетілетін қызметтерді ішкі нарыққа "
            "ілгерілетуге бойынша орындалған жұмыстар/көрсетілетін қызметтер үшін төлем жүргізген күндегі Қазақстан "
            "Республикасы Ұлттық Банкінің валюта бағамдары бойынша жүзеге асырылады",
            "Возмещение затрат производится в национальной валюте. Пересчет затрат, понесенных в иностранной валюте, "
            "осуществляется по курсу Национального Банка Республики Казахстан на день оплаты выполненных работ/"
            "оказанных услуг по продвижению обработанных товаров, работ и услуг казахстанского происхождения на "
            "внутренний рынок",
            "Costs are reimbursed in the national currency; costs in a foreign currency are converted at the National "
            "Bank's rate of the day on which the works or services were paid",
        ),
        "declarations",
    ),
    _item(
        "accuracy",
        15,
        Text(
            "Осы өтініммен өтініш беруші ұсынылған ақпараттың, ұсынылған құжаттардың, бастапқы деректердің, "
            "есептердің, негіздемелердің толықтығы мен түпнұсқалығын дұрыстығына кепілдік береді",
            "Настоящей заявкой заявитель гарантирует полноту, подлинность и достоверность представленной информации, "
            "представленных документов, исходных данных, расчетов, обоснований",
            "The applicant warrants that the information, documents, source data, calculations and reasons given are "
            "complete, genuine and true",
        ),
        "declarations",
    ),
    _item(
        "no_other_support",
        15,
        Text(
            "Өтініш беруші сұрау салынатын мемлекеттік ынталандыру шарасы шеңберінде шеккен іс-шаралар бойынша "
            "шығындар Қазақстан Республикасының заңнамасында көзделген өзге де мемлекеттік ынталандыру шаралары "
            "шеңберінде республикалық және/немесе жергілікті бюджеттер қаражаты есебінен қаржыландырылмағанын растайды",
            "Заявитель подтверждает, что затраты по мероприятиям, понесенные в рамках запрашиваемой меры "
            "государственного стимулирования, не финансировались за счет средств республиканского и/или местных "
            "бюджетов в рамках иных мер государственного стимулирования, предусмотренных законодательством Республики "
            "Казахстан",
            "The applicant confirms that the costs were not financed from a republican or local budget under other "
            "state support measures",
        ),
        "declarations",
    ),
    _item(
        "no_court_ban",
        16,
        Text(
            "Өтініш беруші белгілі бір мемлекеттік көрсетілетін қызметті алуды талап ететін қызметке немесе қызметтің "
            "жекелеген түрлеріне тыйым салу туралы заңды күшіне енген сот шешімінің (үкімінің) жоқтығын, сондай-ақ "
            "оның негізінде өтініш беруші мемлекеттік көрсетілетін қызметті алуға байланысты арнайы құқығынан "
            "айырылған заңды күшіне енген сот шешімінің жоқтығын растайды",
            "Заявитель подтверждает отсутствие вступившего в законную силу решения (приговора) суда о запрещении "
            "деятельности или отдельных видов деятельности, требующих получения определенной государственной услуги, а "
            "также отсутствие вступившего в законную силу решения суда, на основании которого заявитель лишен "
            "специального права, связанного с получением государственной услуги",
            "The applicant confirms that no court decision in force bans the activity, or kinds of activity, that need "
            "the service, and that none took away the special right tied to the service",
        ),
        "declarations",
    ),
    _item(
        "personal_data",
        17,
        Text(
            "Өтініш беруші бюджетті атқару жөніндегі уәкілетті орган айқындаған тіркеушінің дербес деректерді жинауға, "
            "өңдеуге, сақтауға, түсіруге және пайдалануға келісім береді",
            "Заявитель дает согласие на сбор, обработку, хранение, выгрузку и использование персональных данных "
            "регистратором, определенным уполномоченным органом по исполнению бюджета",
            "The applicant consents to the collection, processing, storage, extraction and use of personal data by the "
            "registrar named by the authority that executes the budget",
        ),
        "declarations",
    ),
    _item(
        "contact",
        18,
        Text(
            "Мемлекеттік ынталандыру шараларын алуға өтінімді толтырған байланыс тұлғасы (тегі, аты, әкесінің аты ("
            "егер ол жеке басын куәландыратын құжатта көрсетілсе), лауазымы, жұмыс/ұялы телефон нөмірі, электрондық "
            "мекенжайы)",
            "Контактное лицо, заполнившее заявку на получение мер государственного стимулирования (фамилия, имя, "
            "отчество (если оно указано в документе, удостоверяющем личность), должность, номер рабочего/мобильного "
            "телефона, электронный адрес)",
            "Contact person who filled in the application (surname, given name, patronymic (if in the identity "
            "document), position, work/mobile telephone, e-mail)",
        ),
        "contact",
    ),
)

ITEM_BY_KEY = {item.key: item for item in ITEMS}
PAGE_BY_KEY = {page.key: page for page in PAGES}
#: Items 14-17: keys of ``application.Declarations``, in the order of the form.
DECLARATIONS = tuple(item for item in ITEMS if item.page == "declarations")
