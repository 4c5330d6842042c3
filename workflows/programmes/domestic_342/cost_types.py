"""The costs that order 342 reimburses (342:8): three types and their sub-items, ticked in item 11 of Annex 1."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.programmes.costs import Costs, CostType, SubItem
from workflows.programmes.domestic_342.rates import FIGURES, caps_of
from workflows.programmes.figures import Figures
from workflows.text import Text

__all__ = ["COSTS", "SUBITEMS", "SUBITEM_BY_KEY", "TYPES", "TYPE_BY_KEY", "CostType", "SubItem", "type_of", "types_of"]


TYPES: tuple[CostType, ...] = (
    CostType(
        "1",
        Text(
            kk="тауарларды, жұмыстарды және көрсетілетін қызметтерді сертификаттауға байланысты шығындар",
            ru="затраты, связанные с сертификацией товаров, работ и услуг",
            en="costs of certifying goods, works and services",
        ),
        Text(kk="Сертификаттау", ru="Сертификация", en="Certification"),
        "342:8.1",
    ),
    CostType(
        "2",
        Text(
            kk="аяқ киім өнімдерін таңбалауға арналған бағдарламалық қамтуды, сәйкестендіру (таңбалау) құралдарын "
            "қолдануға арналған жабдықты сатып алуға байланысты шығындар",
            ru="затраты, связанные с приобретением оборудования для нанесения средств идентификации (маркировки), "
            "включая программное обеспечение, для маркировки обувной продукции",
            en="costs of buying equipment, software included, that applies identification means (marking) to footwear",
        ),
        Text(kk="Аяқ киімді таңбалау", ru="Маркировка обуви", en="Footwear marking"),
        "342:8.2",
    ),
    CostType(
        "3",
        Text(
            kk="Басым тауарлардың тізбесіне кіретін, жөнелту пунктінен Қазақстан Республикасының аумағындағы межелі "
            "пунктіне дейін теміржол көлігімен өңделген тауарларды тасымалдауға байланысты шығындар",
            ru="затраты, связанные с перевозкой железнодорожным транспортом обработанных товаров, входящих в Перечень "
            "приоритетных товаров, от пункта отправления до пункта назначения на территории Республики Казахстан",
            en="costs of carrying by rail processed goods of the List of priority goods from the point of dispatch to "
            "a destination within Kazakhstan",
        ),
        Text(kk="Теміржолмен тасымалдау", ru="Перевозка железной дорогой", en="Rail transport"),
        "342:8.3",
    ),
)

SUBITEMS: tuple[SubItem, ...] = (
    SubItem(
        "1.assessment",
        "1",
        Text(
            kk="Қазақстанда шығарылған өңделген тауарларды, жұмыстар мен көрсетілетін қызметтердің сәйкестігін "
            "растауға байланысты бағалау өткізуге",
            ru="проведение оценки, связанной с подтверждением соответствия обработанных товаров, работ и услуг "
            "казахстанского происхождения",
            en="assessment for confirming the conformity of processed goods, works and services made in Kazakhstan",
        ),
        "342:8.1",
    ),
    SubItem(
        "1.tests",
        "1",
        Text(
            kk="сынақ нәтижелерін сараптауды қоса алғанда, шығарылатын өнімге сертификаттық және зертханалық сынақтар "
            "жүргізуге",
            ru="проведение сертификационных и лабораторных испытаний выпускаемой продукции, включая экспертизу "
            "результатов испытаний",
            en="certification and laboratory tests of the product, expert review of the results included",
        ),
        "342:8.1",
        in_form=False,
    ),
    SubItem(
        "1.inspection",
        "1",
        Text(
            kk="инспекциялық аудит және бақылау жүргізуге",
            ru="проведение инспекционного аудита и контроля",
            en="inspection audit and control",
        ),
        "342:8.1",
    ),
    SubItem(
        "1.registration",
        "1",
        Text(kk="сертификаттарды тіркеуге", ru="регистрация сертификатов", en="registration of certificates"),
        "342:8.1",
    ),
    SubItem(
        "1.reissue",
        "1",
        Text(
            kk="сертификаттарды қайта ресімдеуге және ұзартуға",
            ru="переоформление и продление сертификатов",
            en="reissue and extension of certificates",
        ),
        "342:8.1",
    ),
    SubItem(
        "2.means",
        "2",
        Text(
            kk="сәйкестендіру құралдарын сатып алуға (алуға)",
            ru="приобретение (получение) средств идентификации",
            en="purchase (receipt) of identification means",
        ),
        "342:8.2",
    ),
    SubItem(
        "2.printing",
        "2",
        Text(
            kk="өнім шығару сатысында сәйкестендіру құралдарын қолдану бойынша типографиялық қызметтер сатып алуға",
            ru="приобретение типографских услуг по нанесению средств идентификации на стадии выпуска продукции",
            en="printing services that apply identification means when the product is made",
        ),
        "342:8.2",
    ),
    SubItem(
        "2.reequipment",
        "2",
        Text(
            kk="инженерлік бағдарламалық қамтуды қоса алғанда, сәйкестендіру құралдарын қолдануға арналған жабдықты "
            "немесе материалдық тасымалдауышты сатып алу арқылы өндірісті қайта жарақтандыруға",
            ru="переоснащение производства путем приобретения оборудования для нанесения средств идентификации или "
            "материального носителя, включая инженерное программное обеспечение",
            en="re-equipment of production by buying equipment that applies identification means or material carriers, "
            "engineering software included",
        ),
        "342:8.2",
    ),
    SubItem(
        "3.rail",
        "3",
        Text(
            kk="Басым тауарлардың тізбесіне кіретін өңделген тауарларды теміржол көлігімен тасымалдауға",
            ru="перевозка железнодорожным транспортом обработанных товаров Перечня приоритетных товаров",
            en="carriage by rail of processed goods of the List of priority goods",
        ),
        "342:8.3",
    ),
)


def costs_of(types: Iterable[CostType], figures: Figures, removed: Iterable[CostType] = ()) -> Costs:
    """The costs of an edition with these types and figures."""
    held = tuple(types)
    keys = {cost_type.key for cost_type in held}
    lines = tuple(line for line in SUBITEMS if line.type in keys)
    return Costs(held, lines, caps_of(figures), tuple(removed))


COSTS = costs_of(TYPES, FIGURES)
TYPE_BY_KEY = COSTS.type_by_key
SUBITEM_BY_KEY = COSTS.subitem_by_key


def type_of(subitem: str) -> str:
    """The cost type (``"1"``, ``"2"``, ``"3"``) of a sub-item; KeyError for a key that 342:8 does not know."""
    return COSTS.type_of(subitem)


def types_of(subitems: Iterable[str]) -> tuple[str, ...]:
    """The cost types of the sub-items, each once, in the order of 342:8; unknown keys raise KeyError."""
    return COSTS.types_of(subitems)
