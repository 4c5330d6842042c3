"""What the application of order 314 asks: pages, numbered items, the fields that must be filled in."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes import field_names as shared
from workflows.programmes.form import Fields, FormItem, Page
from workflows.text import Text

PAGES: tuple[Page, ...] = (
    Page(
        "applicant",
        Text("Өтініш беруші", "Заявитель", "Applicant"),
        (
            "applicant_name",
            "legal_address",
            "head",
            "bin",
            "registration_no",
            "registration_date",
            "applicant_kind",
            "size",
        ),
    ),
    Page("payroll", Text("Еңбекақы төлеу қоры", "Фонд оплаты труда", "Payroll fund"), ("payroll",)),
    Page(
        "goods",
        Text("Тауарлар мен қызметтер", "Товары и услуги", "Goods and services"),
        ("goods", "services"),
    ),
    Page("cost_types", Text("Шығын түрлері", "Виды затрат", "Types of cost"), ("cost_subitems",)),
    Page("costs", Text("Шығындар", "Затраты", "Costs"), ("costs",)),
    Page(
        "taxes",
        Text("Төленген салықтар", "Уплаченные налоги", "Taxes paid"),
        ("taxes_paid_previous_year", "vat_refunded_previous_year"),
    ),
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
    FormItem("applicant_name", 1, Text("Толық атауы", "Полное наименование", "Full name"), "applicant", ""),
    FormItem("legal_address", 2, Text("Заңды мекенжайы", "Юридический адрес", "Legal address"), "applicant", ""),
    FormItem("head", 3, Text("Бірінші басшысы", "Первый руководитель", "First head"), "applicant", ""),
    FormItem("bin", 4, Text("БСН/ЖСН", "БИН/ИИН", "BIN/IIN"), "applicant", ""),
    FormItem(
        "registration",
        5,
        Text("Мемлекеттік тіркеу", "Государственная регистрация", "State registration"),
        "applicant",
        "",
    ),
    FormItem(
        "applicant_kind",
        6,
        Text(
            "Өтініш беруші кім: субъекті, оның еншілес компаниясы, ресми өкілі, АКҚ көрсетуші",
            "Кто подает заявку: субъект, его дочерняя компания, официальный представитель, поставщик ИКУ",
            "Who applies: the entity, its subsidiary, its official representative, a provider of ICT services",
        ),
        "applicant",
        "314:3",
    ),
    FormItem(
        "size",
        7,
        Text("Кәсіпкерлік санаты", "Категория предпринимательства", "Category of business"),
        "applicant",
        "314:11",
    ),
    FormItem(
        "payroll",
        8,
        Text(
            "Соңғы жылдардағы еңбекақы төлеу қоры",
            "Фонд оплаты труда за последние годы",
            "Payroll fund of the last years",
        ),
        "payroll",
        "314:4",
    ),
    FormItem(
        "goods",
        9,
        Text(
            "Ілгерілетілетін өз тауарлары (ЕАЭО СЭҚ ТН коды)",
            "Продвигаемые собственные товары (код ТН ВЭД ЕАЭС)",
            "Own goods that are promoted (EAEU customs code)",
        ),
        "goods",
        "314:20.1",
    ),
    FormItem(
        "services",
        10,
        Text(
            "Ілгерілетілетін ақпараттық-коммуникациялық қызметтер (ЭҚЖЖ коды)",
            "Продвигаемые информационно-коммуникационные услуги (код ОКЭД)",
            "ICT services that are promoted (OKED code)",
        ),
        "goods",
        "314:20.1",
    ),
    FormItem(
        "cost_subitems",
        11,
        Text("Шығын түрлері (қажеттісін белгілеңіз)", "Виды затрат (отметьте нужное)", "Types of cost (tick)"),
        "cost_types",
        "314:20.2",
    ),
    FormItem(
        "costs",
        12,
        Text(
            "Ілгерілету жөніндегі шығындар туралы мәліметтер",
            "Сведения о затратах на продвижение",
            "The costs of promotion",
        ),
        "costs",
        "314:20.2",
    ),
    FormItem(
        "taxes",
        13,
        Text(
            "Өтінім жылының алдындағы жылы төленген салықтар мен қайтарылған ҚҚС",
            "Налоги, уплаченные в году, предшествующем году заявки, и возвращенный НДС",
            "Taxes paid and VAT refunded in the year before the application's year",
        ),
        "taxes",
        "314:12",
    ),
    FormItem("bank", 14, Text("Банктік деректемелері", "Банковские реквизиты", "Bank details"), "bank", ""),
    FormItem(
        "accuracy",
        15,
        Text(
            "Мәліметтер мен құжаттардың толықтығы мен анықтығын растаймын",
            "Подтверждаю полноту и достоверность сведений и документов",
            "The information and documents are complete and true",
        ),
        "declarations",
        "",
    ),
    FormItem(
        "no_bars",
        16,
        Text(
            "Инвестициялық жобаны іске асырмайтынымды, банкроттық, тарату, оңалту туралы күшіне енген сот шешімі жоқ "
            "екенін растаймын",
            "Подтверждаю, что инвестиционный проект не реализуется и нет вступивших в силу решений суда о банкротстве, "
            "ликвидации, реабилитации",
            "No investment project is carried out, and no court decision on bankruptcy, liquidation or rehabilitation "
            "is in force",
        ),
        "declarations",
        "314:4",
    ),
    FormItem(
        "personal_data",
        17,
        Text(
            "Дербес деректерді жинауға және өңдеуге келісемін",
            "Даю согласие на сбор и обработку персональных данных",
            "I consent to the collection and processing of personal data",
        ),
        "declarations",
        "",
    ),
    FormItem("contact", 18, Text("Байланыс тұлғасы", "Контактное лицо", "Contact person"), "contact", ""),
)

#: Besides, of a line about goods; about goods by their level of processing; about an ICT service.
PROMOTED: Mapping[str, Text] = {"goods_code": Text("тауар коды", "код товара", "code of the goods")}
PROCESSED: Mapping[str, Text] = {"processing": Text("өңделу деңгейі", "уровень передела", "level of processing")}
DELIVERED: Mapping[str, Text] = {"oked_code": Text("ЭҚЖЖ коды", "код ОКЭД", "OKED code")}

_LEFT_OUT = {"oked_code", "oked_name"}
FIELDS = Fields(
    nested=shared.NESTED,
    plain={
        "applicant_name": shared.APPLICANT["applicant_name"],
        "bin": shared.APPLICANT["bin"],
        "registration": shared.APPLICANT["registration"],
        "applicant_kind": {"applicant_kind": Text("кім екені", "кто подает", "who applies")},
        "size": {"size": Text("санаты", "категория", "category")},
        "taxes": {
            "taxes_paid_previous_year": Text("төленген салықтар", "уплаченные налоги", "taxes paid"),
            "vat_refunded_previous_year": Text("қайтарылған ҚҚС", "возвращенный НДС", "VAT refunded"),
        },
    },
    cost={name: title for name, title in shared.COST.items() if name not in _LEFT_OUT},
    resident_cost={},  # tax invoices and/or acts (314:16): neither alone is asked of a line
    payment=shared.PAYMENT,
    foreign_payment=shared.FOREIGN_PAYMENT,
    goods={
        "code": Text("ЕАЭО СЭҚ ТН коды", "код ТН ВЭД ЕАЭС", "EAEU customs code"),
        "name": Text("тауардың атауы", "наименование товара", "name of the goods"),
    },
    services={
        "oked_code": Text("ЭҚЖЖ коды", "код ОКЭД", "OKED code"),
        "oked_name": Text("қызметтің атауы", "наименование услуги", "name of the service"),
    },
)
