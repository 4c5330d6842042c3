"""The names of the document kinds of order 314 in its own words, where they are known; when a conditional one is asked;
the lines of the completeness list about the application itself."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes.paper_texts import SIGNER_CONDITIONS, SIGNER_TITLES
from workflows.programmes.papers import CompletenessItem
from workflows.text import Text

TITLES: Mapping[str, Text] = {
    **SIGNER_TITLES,
    "origin_before": Text(
        "Тауардың шығу тегін растайтын құжат",
        "Документ, подтверждающий происхождение товара",
        "Proof of the goods' origin",
    ),
    "origin_goods": Text(
        "СТ-KZ нысанындағы тауардың шығу тегі туралы сертификаттың көшірмесі не өтелетін кезеңге қолданылатын "
        "индустриялық сертификат",
        "Копия сертификата о происхождении товара формы СТ-KZ либо индустриальный сертификат, действующий в "
        "возмещаемый период",
        "Copy of the CT-KZ certificate of origin, or an industrial certificate valid in the reimbursed period",
    ),
    "payment_invoice": Text("Төлем шоттарының көшірмелері", "Копии счетов на оплату", "Copies of payment invoices"),
    "invoice_or_act": Text(
        "Шот-фактуралардың (инвойстың) және/немесе орындалған жұмыстар, көрсетілетін қызметтер актілерінің көшірмелері",
        "Копии счетов-фактур (инвойса) и/или актов выполненных работ, оказанных услуг",
        "Copies of tax invoices (invoice) and/or acts of works done, services rendered",
    ),
    "payment_document": Text(
        "Жұмыстарға, көрсетілетін қызметтерге ақы төлеу фактісін растайтын төлем құжаттары",
        "Платежные документы, подтверждающие факт оплаты работ, услуг",
        "Payment documents that prove the payment of the works or services",
    ),
    "trip_order_goods": Text(
        "Көрмелерге және басқа іс-шараларға қатысу үшін қызметкерлерді іссапарға жіберу туралы бұйрықтың көшірмесі",
        "Копия приказа о командировании работников для участия в выставках и других мероприятиях",
        "Copy of the order that sent staff on the business trip to the exhibitions or other events",
    ),
    "origin_transport": Text(
        "СТ-KZ нысанындағы тауардың шығу тегі туралы сертификаттың не өтелетін кезеңге қолданыстағы индустриялық "
        "сертификаттың не тауардың шығу тегі туралы сертификаттың көшірмесі",
        "Копия сертификата о происхождении товара формы СТ-KZ либо индустриального сертификата, действующего в "
        "возмещаемый период, либо сертификата о происхождении товара",
        "Copy of the CT-KZ certificate, of an industrial certificate valid in the reimbursed period, or of a "
        "certificate of origin",
    ),
    "transport_invoice": Text(
        "Тасымалдау бойынша қолмен және мөрмен (бар болса) бекітілген шот-фактуралардың (инвойстардың) көшірмелері",
        "Копии счетов-фактур (инвойсов) по перевозке, заверенных подписью и печатью (при наличии)",
        "Copies of tax invoices (invoices) for transport, signed and sealed (if there is a seal)",
    ),
    "transport_act": Text(
        "Тасымалдау бойынша орындалған жұмыстар, көрсетілетін қызметтер актілерінің көшірмелері",
        "Копии актов выполненных работ, оказанных услуг по перевозке",
        "Copies of acts of works done, services rendered for transport",
    ),
    "reconciliation_act": Text(
        "Өзара есеп айырысуларды салыстыру актілерінің көшірмелері",
        "Копии актов сверки взаиморасчетов",
        "Copies of reconciliation acts",
    ),
    "transport_payment": Text(
        "Бірінші басшылардың қолымен және мөрмен бекітілген төлем құжаттары",
        "Платежные документы, заверенные подписями первых руководителей и печатью",
        "Payment documents signed by the first heads and sealed",
    ),
    "nonresident_service": Text(
        "Бейрезиденттің қызмет көрсету фактісін растайтын құжаттар",
        "Документы, подтверждающие факт оказания услуг нерезидентом",
        "Documents that prove the service of a non-resident",
    ),
    "nonresident_payment": Text(
        "Бейрезидентке ақы төлеу фактісін растайтын төлем құжаттары",
        "Платежные документы, подтверждающие факт оплаты нерезиденту",
        "Payment documents that prove the payment to the non-resident",
    ),
    "transport_payment_invoice": Text(
        "Тасымалдау бойынша төлем шоттарының көшірмелері",
        "Копии счетов на оплату перевозки",
        "Copies of payment invoices for transport",
    ),
    "ict_proof": Text(
        "Шығындарды растайтын құжаттар", "Документы, подтверждающие затраты", "Documents that prove the costs"
    ),
    "trip_order_ict": Text(
        "Шетелдік іс-шараларға қатысу үшін қызметкерлерді іссапарға жіберу туралы бұйрықтың көшірмесі",
        "Копия приказа о командировании работников для участия в зарубежных мероприятиях",
        "Copy of the order that sent staff on the business trip to events abroad",
    ),
    "translation": Text("Құжаттардың аудармасы", "Перевод документов", "Translation of the documents"),
}

_IF_NAMED = Text(
    "егер төлем құжаттарында көзделген болса", "если указаны в платежных документах", "if payment documents name it"
)
_RESIDENT = Text(
    "қызмет көрсетуші Қазақстан резиденті болса",
    "если исполнитель – резидент Казахстана",
    "where the provider is a resident of Kazakhstan",
)
_NONRESIDENT = Text(
    "қызмет көрсетуші Қазақстан резиденті болмаса",
    "если исполнитель – нерезидент Казахстана",
    "where the provider is a non-resident",
)
CONDITIONS: Mapping[str, Text] = {
    **SIGNER_CONDITIONS,
    "payment_invoice": _IF_NAMED,
    "transport_payment_invoice": _IF_NAMED,
    "transport_invoice": _RESIDENT,
    "transport_act": _RESIDENT,
    "reconciliation_act": Text(
        "қызмет көрсетуші резидент болып, салыстыру актісі жасалған болса",
        "если исполнитель – резидент и акт сверки составлен",
        "where the provider is a resident and there is such an act",
    ),
    "transport_payment": Text(
        "салыстыру актілері болмаған кезде", "при отсутствии актов сверки", "where there is no reconciliation act"
    ),
    "nonresident_service": _NONRESIDENT,
    "nonresident_payment": _NONRESIDENT,
}

PAPER_ITEMS: tuple[CompletenessItem, ...] = (
    CompletenessItem(
        "form",
        Text("Өтінім толық толтырылған", "Заявка заполнена полностью", "The application is filled in completely"),
        "314:22",
    ),
    CompletenessItem(
        "signature",
        Text(
            "Өтінім мен қоса берілген құжаттарға электрондық цифрлық қолтаңба қойылған",
            "Заявка и приложенные документы подписаны электронной цифровой подписью",
            "The application and its attachments carry an electronic digital signature",
        ),
        "",
    ),
    CompletenessItem(
        "format",
        Text(
            "Құжаттар PDF форматында және оқылады",
            "Документы в формате PDF и читаемы",
            "The documents are PDF and legible",
        ),
        "314:16",
    ),
)
