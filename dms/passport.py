"""The service passport: the ten rows of Annex 6. The Kazakh is the order's own; Russian and English are the project's
translation, shown beside it."""

from __future__ import annotations

from dataclasses import dataclass

from dms import law
from workflows.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``lines`` are its paragraphs in the three languages."""

    number: int
    name: Text
    lines: Text

    @property
    def clause(self) -> str:
        """The row's place in the law."""
        return f"342:A6.{self.number}"


def rows() -> tuple[Row, ...]:
    """All rows, in the order of the annex; a paragraph a line."""
    return tuple(_row(number, *words) for number, words in enumerate(TRANSLATED, start=1))


def _row(number: int, name_ru: str, name_en: str, ru: str, en: str) -> Row:
    found = law.find(f"342:A6.{number}")
    assert found is not None  # the file holds every row of the annex
    name, *lines = found.words
    return Row(number, Text(name, name_ru, name_en), Text("\n".join(lines), ru, en))


#: Row by row: its name and its value, in Russian and in English.
TRANSLATED: tuple[tuple[str, str, str, str], ...] = (
    (
        "Наименование услугодателя",
        "Name of the service provider",
        "Акционерное общество «Казахстанский центр индустрии и экспорта «QazIndustry» (далее – услугодатель).",
        "“QazIndustry” Kazakhstan Industry and Export Center joint-stock company (the service provider).",
    ),
    (
        "Способы предоставления государственной услуги",
        "Ways in which the service is provided",
        "1. Веб-портал «электронного правительства» www.egov.kz.\n2. Информационная система www.qazindustry.gov.kz.",
        "1. The web portal of the “electronic government”, www.egov.kz.\n"
        "2. The information system www.qazindustry.gov.kz.",
    ),
    (
        "Срок оказания государственной услуги",
        "Term of the service",
        "8 (восемь) рабочих дней",
        "8 (eight) working days",
    ),
    (
        "Форма оказания государственной услуги",
        "Form of the service",
        "Электронная (частично автоматизированная)",
        "Electronic (partly automated)",
    ),
    (
        "Результат оказания государственной услуги",
        "Result of the service",
        "Уведомление о возможности возмещения части затрат в форме электронного документа с приложением соглашения о "
        "возмещении части затрат либо мотивированного отказа в оказании государственной услуги по основаниям, "
        "предусмотренным пунктом 9 перечня основных требований к оказанию государственной услуги",
        "A notification on the possibility of reimbursing a part of the costs, as an electronic document, with the "
        "agreement on the reimbursement attached, or a reasoned refusal of the service on the grounds of row 9 of "
        "this list",
    ),
    (
        "Размер оплаты, взимаемой с услугополучателя при оказании государственной услуги, и способы ее взимания в "
        "случаях, предусмотренных законодательством Республики Казахстан",
        "Fee charged for the service, and the ways to charge it in the cases provided for by law",
        "Бесплатно",
        "Free of charge",
    ),
    (
        "График работы объекта информатизации; график работы услугодателя",
        "Hours of the information system; hours of the service provider",
        "Круглосуточно, за исключением технических перерывов в связи с проведением ремонтных работ (при обращении "
        "услугополучателя после окончания рабочего времени, в выходные и праздничные дни согласно Трудовому кодексу "
        "Республики Казахстан (далее – Кодекс) прием заявки и документов и выдача результатов оказания государственной "
        "услуги осуществляются следующим рабочим днем).\n"
        "С понедельника по пятницу с 8:30 до 17:30 часов, перерыв на обед с 12:30 до 14:30 часов, кроме выходных и "
        "праздничных дней согласно Кодексу, в порядке очереди, без предварительной записи и ускоренного обслуживания.",
        "Round the clock, save for technical breaks for repairs (where the recipient turns to the service after "
        "working hours, on a weekend or on a holiday under the Labour Code of the Republic of Kazakhstan (the Code), "
        "the application and documents are taken in and the results are issued on the next working day).\n"
        "Monday to Friday, 8:30 to 17:30, lunch break 12:30 to 14:30, except weekends and holidays under the Code; in "
        "the order of the queue, without booking and without fast track.",
    ),
    (
        "Перечень документов и сведений, истребуемых у услугополучателя для оказания государственной услуги",
        "Documents and information asked of the recipient",
        "Заявитель, претендующий на возмещение части затрат, представляет Оператору следующие документы:\n"
        "1) заявку субъекта промышленно-инновационной деятельности на оказание мер государственного стимулирования "
        "промышленности, направленных на продвижение на внутренний рынок обработанных товаров, работ и услуг "
        "казахстанского происхождения, по форме согласно приложению 1 к Правилам;\n"
        "2) электронные копии документов, подтверждающих казахстанское происхождение товаров, работ и услуг, "
        "действительных в возмещаемом периоде;\n"
        "электронными документами, подтверждающими казахстанское происхождение товаров, работ, услуг, являются выписка "
        "из реестра казахстанских товаропроизводителей, сертификат о происхождении товара формы «СТ-KZ», "
        "сертификат/декларация о соответствии Евразийского экономического союза, индустриальный сертификат;\n"
        "сертификат «СТ-KZ» и индустриальный сертификат сохраняют свое действие до 1 января 2026 года;\n"
        "3) электронные копии договоров с приложениями на выполнение работ/оказание услуг, затраты по которым включены "
        "в заявку на их возмещение;\n"
        "4) копии счетов на оплату (если предусмотрены в платежных документах), счетов-фактур и актов выполненных "
        "работ/оказанных услуг, а также заверенные банком платежные электронные документы, подтверждающие факт оплаты "
        "работ/услуг субъектом промышленно-инновационной деятельности.\n"
        "Если исполнителем является нерезидент Республики Казахстан, вместо копий актов выполненных работ, оказанных "
        "услуг и/или счетов-фактур и/или инвойсов представляются электронные документы, подтверждающие факт оказания "
        "услуг и регистрации такого юридического лица;\n"
        "5) отчет об итогах понесенных затрат (заполняется заявителем на бланке (при наличии)) с указанием: краткого "
        "описания деятельности заявителя в приоритетном секторе экономики; необходимости понесенных затрат; "
        "экономического эффекта до и после понесенных затрат от полученных работ и/или услуг для деятельности "
        "субъекта промышленно-инновационной деятельности.\n"
        "В зависимости от вида затрат дополнительно представляются:\n"
        "1) по затратам, связанным с прохождением международной сертификации и подтверждением соответствия "
        "обработанных товаров, работ и услуг казахстанского происхождения и систем менеджмента качества требованиям "
        "технических регламентов и (или) документов по стандартизации, допускаемых на территории Республики "
        "Казахстан: копии электронных документов, подтверждающих прохождение процедур на соответствие требованиям "
        "технических регламентов и (или) документов по стандартизации, включая стандарты организации, или условиям "
        "договора (сертификаты, разрешения, регистрационные удостоверения, протоколы испытаний, копии одобрения типа "
        "транспортного средства, одобрение типа шасси);\n"
        "2) по затратам, связанным с приобретением оборудования для нанесения средств идентификации (маркировки), "
        "включая программное обеспечение, для маркировки обувной продукции: на приобретение средств идентификации и "
        "типографских услуг по их нанесению на стадии выпуска продукции – электронная копия договора и (или) "
        "соглашения, подтверждающих приобретение средств идентификации; на переоснащение производства – копия договора "
        "и (или) соглашения на поставку оборудования, в том числе лицензионного соглашения, включая программное "
        "обеспечение, и документы, подтверждающие факт поставки и ввода в эксплуатацию;\n"
        "3) по затратам, связанным с перевозкой железнодорожным транспортом обработанных товаров, входящих в Перечень "
        "приоритетных товаров, от пункта отправления до пункта назначения на территории Республики Казахстан: копии "
        "договоров на поставку товаров; железнодорожная накладная и приложенные отправителем документы, указанные в "
        "ней; перечень выполненных работ, оказанных услуг к договору перевозки (если в акте нет полной информации о "
        "них).\n"
        "Сведения об услугополучателе, которые услугодатель получает из информационных систем: 1) о категории субъекта "
        "предпринимательства – через портал электронного лицензирования посредством услуги Министерства национальной "
        "экономики; 2) об уплате налогов и других обязательных платежей в бюджет – через интернет-ресурс Комитета "
        "государственных доходов Министерства финансов.",
        "The applicant hands in to the Operator:\n"
        "1) the application in the form of Annex 1 to the Rules;\n"
        "2) electronic copies of the papers that prove the Kazakhstani origin of the goods, works and services and "
        "are valid in the period reimbursed: an extract from the register of Kazakhstani producers, a CT-KZ "
        "certificate of origin, a certificate or declaration of conformity of the Eurasian Economic Union, an "
        "industrial "
        "certificate;\n"
        "CT-KZ and industrial certificates hold until 1 January 2026;\n"
        "3) electronic copies of the contracts, annexes included, whose costs the application claims;\n"
        "4) copies of payment invoices (where payment papers mention them), tax invoices and acts of works done or "
        "services rendered, and payment papers certified by the bank.\n"
        "Where the contractor is not a resident of Kazakhstan, papers that prove the service and the registration of "
        "that legal entity are handed in instead of acts, tax invoices and invoices;\n"
        "5) a report on the results of the costs (on letterhead, if any): a short description of the activity in a "
        "priority sector; why the costs were needed; the economic effect before and after them.\n"
        "By type of cost, further:\n"
        "1) certification: copies of the papers that prove the procedures against technical regulations, standards "
        "(an organisation's own too) or contract terms: certificates, permits, registration certificates, test "
        "protocols, approvals of a vehicle or chassis type;\n"
        "2) footwear marking: the contract or agreement that proves the purchase of identification means and of "
        "printing; for re-equipment the contract or agreement for the equipment, licence agreement and software "
        "included, with proof of delivery and commissioning;\n"
        "3) rail transport of goods of the List of priority goods to a destination in Kazakhstan: supply contracts; "
        "the rail waybill and the papers attached by the consignor that it names; the list of works done and services "
        "rendered under the carriage contract (where the act lacks the detail).\n"
        "The service provider itself obtains from information systems: 1) the category of the enterprise, by the "
        "service of the Ministry of National Economy; 2) the payment of taxes and other mandatory payments, from the "
        "site of the State Revenue Committee of the Ministry of Finance.",
    ),
    (
        "Основания для отказа в оказании государственной услуги, установленные законодательством Республики Казахстан",
        "Grounds for refusing the service",
        "1) установление недостоверности документов, представленных услугополучателем для получения государственной "
        "услуги, и (или) данных (сведений), содержащихся в них;\n"
        "2) несоответствие услугополучателя и (или) представленных материалов, объектов, данных и сведений, "
        "необходимых для оказания государственной услуги, требованиям, установленным Правилами;\n"
        "3) отрицательный ответ уполномоченного государственного органа на запрос о согласовании, который требуется "
        "для оказания государственной услуги, а также отрицательное заключение экспертизы, исследования либо "
        "проверки;\n"
        "4) наличие в отношении услугополучателя вступившего в законную силу решения (приговора) суда о запрещении "
        "деятельности или отдельных видов деятельности, требующих получения государственной услуги;\n"
        "5) наличие в отношении услугополучателя вступившего в законную силу приговора суда, на основании которого "
        "услугополучатель лишен специального права, связанного с получением государственной услуги;\n"
        "6) отсутствие согласия услугополучателя, предоставляемого в соответствии со статьей 8 Закона Республики "
        "Казахстан «О персональных данных и их защите», на доступ к персональным данным ограниченного доступа, "
        "которые требуются для оказания государственной услуги.",
        "1) the documents handed in for the service, or the data in them, were found untrue;\n"
        "2) the recipient, or the materials, objects, data and information needed for the service, do not meet the "
        "requirements of the Rules;\n"
        "3) a negative answer of the authorised body to a request for its approval, or a negative conclusion of an "
        "expert review, study or inspection;\n"
        "4) a court decision (judgment) in force that bans the activity, or the kind of activity, that needs the "
        "service;\n"
        "5) a court judgment in force that took away the special right tied to the service;\n"
        "6) no consent, under article 8 of the Law on personal data and their protection, to access the restricted "
        "personal data that the service needs.",
    ),
    (
        "Иные требования с учетом особенностей оказания государственной услуги, в том числе в электронной форме и "
        "через Государственную корпорацию",
        "Other requirements, also for the service in electronic form and through the State Corporation",
        "Адреса мест оказания государственной услуги размещены на интернет-ресурсах:\n"
        "1) Министерства промышленности и строительства Республики Казахстан – "
        "www.gov.kz/memleket/entities/mps?lang=ru, раздел «Государственные услуги»;\n"
        "2) услугодателя – www.qazindustry.gov.kz;\n3) портала – www.egov.kz.\n"
        "Телефон единого контакт-центра по вопросам оказания государственных услуг: 1414, 8-800-080-7777.",
        "The addresses of the service are published on the sites:\n"
        "1) of the Ministry of Industry and Construction of the Republic of Kazakhstan, "
        "www.gov.kz/memleket/entities/mps?lang=ru, section “Public services”;\n"
        "2) of the service provider, www.qazindustry.gov.kz;\n3) of the portal, www.egov.kz.\n"
        "Single contact centre for public services: 1414, 8-800-080-7777.",
    ),
)
