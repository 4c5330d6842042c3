"""The names of the document kinds in the words of Annex 6 row 8, and when a conditional one is asked."""

from __future__ import annotations

from collections.abc import Mapping

from workflows.programmes.paper_texts import SIGNER_CONDITIONS, SIGNER_TITLES
from workflows.text import Text

TITLES: Mapping[str, Text] = {
    **SIGNER_TITLES,
    "origin_proof": Text(
        "Өтелетін кезеңде жарамды тауарлардың, жұмыстар мен көрсетілетін қызметтердің Қазақстанда шыққандығын "
        "растайтын құжаттар (Қазақстандық тауар өндірушілер тізілімінен үзінді көшірме, «СТ-KZ» нысанды тауардың шығуы "
        "туралы сертификат, Еуразиялық экономикалық одағының сертификаты / сәйкестік туралы декларациясы, "
        "индустриялық сертификат)",
        "Документы, подтверждающие казахстанское происхождение товаров, работ и услуг и действительные в возмещаемый "
        "период (выписка из реестра казахстанских товаропроизводителей, сертификат о происхождении товара формы "
        "«СТ-KZ», сертификат / декларация о соответствии Евразийского экономического союза, индустриальный сертификат)",
        "Proof of Kazakh origin valid in the reimbursed period (extract from the register of Kazakh producers, CT-KZ "
        "certificate, EAEU certificate or declaration of conformity, industrial certificate)",
    ),
    "contract": Text(
        "Шығындары өтеу туралы өтінімге енгізілген, жұмыстарды/көрсетілетін қызметтерді орындау туралы шарттар "
        "қосымшаларымен",
        "Договоры на выполнение работ/оказание услуг, затраты по которым включены в заявку, с приложениями",
        "Contracts for the works or services whose costs are in the application, with their annexes",
    ),
    "payment_invoice": Text("Төлем шоттары", "Счета на оплату", "Payment invoices"),
    "tax_invoice": Text("Шот-фактуралар", "Счета-фактуры", "Tax invoices"),
    "completion_act": Text(
        "Орындалған жұмыстар/көрсетілетін қызметтер актілері (жабдық бойынша – қабылдау-тапсыру актісі, жүкқұжат)",
        "Акты выполненных работ/оказанных услуг (по оборудованию – акт приема-передачи, накладная)",
        "Acts of completed works or services rendered (for equipment: acceptance act, waybill)",
    ),
    "payment_document": Text(
        "Жұмыстарға/көрсетілетін қызметтерге төлем фактін растайтын, банкпен куәландырылған төлем құжаттары",
        "Заверенные банком платежные документы, подтверждающие факт оплаты работ/услуг",
        "Payment documents certified by the bank that prove the payment",
    ),
    "nonresident_service": Text(
        "Бейрезидент орындаушының қызмет көрсету фактін растайтын құжаттар",
        "Документы, подтверждающие факт оказания услуг исполнителем-нерезидентом",
        "Documents that prove the service of a non-resident contractor",
    ),
    "nonresident_registration": Text(
        "Бейрезидент заңды тұлғаны тіркеу фактін растайтын құжаттар",
        "Документы, подтверждающие факт регистрации юридического лица – нерезидента",
        "Documents that prove the registration of the non-resident legal entity",
    ),
    "cost_report": Text(
        "Тартқан шығын қорытындылары бойынша есеп (басым сектордағы қызметтің қысқаша сипаттамасы; жұмсалған "
        "шығындардың қажеттілігі; шығындарға дейінгі және одан кейінгі экономикалық әсері)",
        "Отчет по итогам понесенных затрат (краткое описание деятельности в приоритетном секторе; необходимость "
        "затрат; экономический эффект до и после затрат)",
        "Report on the results of the costs (activity in the priority sector, why the costs were needed, economic "
        "effect before and after)",
    ),
    "conformity_proof": Text(
        "Белгіленген талаптарға сәйкестендіру рәсімдерінен өткендігін растайтын құжаттар (сертификаттар, рұқсаттар, "
        "тіркеу куәліктері, сынақ хаттамалары, көлік құралы типін мақұлдау, шасси типін мақұлдау)",
        "Документы, подтверждающие прохождение процедур соответствия установленным требованиям (сертификаты, "
        "разрешения, регистрационные удостоверения, протоколы испытаний, одобрение типа транспортного средства, "
        "одобрение типа шасси)",
        "Proof that the conformity procedure was passed (certificates, permits, registration certificates, test "
        "protocols, vehicle-type or chassis-type approvals)",
    ),
    "marking_contract": Text(
        "Сәйкестендіру құралдарын сатып алуды растайтын шарт және (немесе) келісім",
        "Договор и (или) соглашение, подтверждающие приобретение средств идентификации",
        "Contract and/or agreement that proves the purchase of identification means",
    ),
    "equipment_contract": Text(
        "Жабдық жеткізуге шарт және (немесе) келісім, оның ішінде лицензиялық келісім, бағдарламалық қамтуды қоса "
        "алғанда",
        "Договор и (или) соглашение на поставку оборудования, в том числе лицензионное соглашение, включая программное "
        "обеспечение",
        "Contract and/or agreement for the equipment, licence agreement and software included",
    ),
    "commissioning_proof": Text(
        "Жабдықты жеткізу және пайдалануға беру фактісін растайтын құжаттар",
        "Документы, подтверждающие факт поставки и ввода в эксплуатацию оборудования",
        "Proof of delivery and commissioning of the equipment",
    ),
    "supply_contract": Text(
        "Тауарларды жеткізуге арналған шарттар", "Договоры на поставку товаров", "Contracts for the supply of goods"
    ),
    "rail_waybill": Text("Теміржол көлігі жүкқұжаты", "Железнодорожная накладная", "Rail waybill"),
    "waybill_attachment": Text(
        "Жөнелтуші қоса берген, теміржол көлігі жүкқұжатында көрсетілген құжаттар",
        "Документы, приложенные отправителем и указанные в железнодорожной накладной",
        "Documents attached by the consignor and named in the rail waybill",
    ),
    "work_list": Text(
        "Тасымалдау туралы шартқа орындалған жұмыстардың, көрсетілген қызметтердің тізбесі",
        "Перечень выполненных работ, оказанных услуг к договору перевозки",
        "List of works and services under the carriage contract",
    ),
    "translation": Text(
        "Құжаттардың мемлекеттік немесе орыс тілдеріне аудармасы",
        "Перевод документов на государственный или русский язык",
        "Translation of the documents into Kazakh or Russian",
    ),
}

CONDITIONS: Mapping[str, Text] = {
    **SIGNER_CONDITIONS,
    "payment_invoice": Text(
        "егер төлем құжаттарында көзделген болса", "если указаны в платежных документах", "if payment documents name it"
    ),
    "tax_invoice": Text(
        "орындаушы Қазақстан Республикасының резиденті болса",
        "если исполнитель – резидент Республики Казахстан",
        "where the contractor is a resident of Kazakhstan",
    ),
    "completion_act": Text(
        "орындаушы Қазақстан Республикасының резиденті болса",
        "если исполнитель – резидент Республики Казахстан",
        "where the contractor is a resident of Kazakhstan",
    ),
    "nonresident_service": Text(
        "орындаушы Қазақстан Республикасының бейрезиденті болса: актілердің, шот-фактуралардың, инвойстардың орнына",
        "если исполнитель – нерезидент Республики Казахстан: вместо актов, счетов-фактур, инвойсов",
        "where the contractor is a non-resident: instead of acts, tax invoices, invoices",
    ),
    "nonresident_registration": Text(
        "орындаушы Қазақстан Республикасының бейрезиденті болса",
        "если исполнитель – нерезидент Республики Казахстан",
        "where the contractor is a non-resident",
    ),
    "marking_contract": Text(
        "сәйкестендіру құралдары немесе типографиялық қызметтер бойынша",
        "по средствам идентификации или типографским услугам",
        "for identification means or printing services",
    ),
    "equipment_contract": Text(
        "өндірісті қайта жарақтандыру бойынша", "по переоснащению производства", "for re-equipment of production"
    ),
    "commissioning_proof": Text(
        "өндірісті қайта жарақтандыру бойынша", "по переоснащению производства", "for re-equipment of production"
    ),
    "waybill_attachment": Text(
        "жүкқұжатта қоса берілген құжаттар көрсетілсе",
        "если в накладной указаны приложенные документы",
        "where the waybill names attached documents",
    ),
    "work_list": Text(
        "егер орындалған жұмыстар/көрсетілген қызметтер актісінде олар туралы толық ақпарат көрсетілмесе",
        "если в акте выполненных работ/оказанных услуг о них нет полной информации",
        "where the act does not tell of them in full",
    ),
}
