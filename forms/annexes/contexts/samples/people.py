"""The invented people and parties that all samples share."""

from __future__ import annotations

from datetime import date

from forms.annexes.contexts.decisions import Ground
from forms.annexes.contexts.parts import Addressee, Bank, Party, Person, Reference, Signatory

OPERATOR = '"QazIndustry" қазақстандық индустрия және экспорт орталығы" акционерлік қоғамы'
APPLICANT = '"Өрнек Құрылыс Бұйымдары" жауапкершілігі шектеулі серіктестігі'
SUPPLIER = '"Сәйкестік Үйлестіру Орталығы" ЖШС'
ADDRESS = "110000, Қостанай облысы, Қостанай қаласы, Тәуелсіздік көшесі, 83"
PHONE = "+7 7142 55 01 17"

HEAD = Person(
    name="Һаділова Іңкәр Ғалымқызы",
    position="бас директор",
    phone="+7 701 555 01 17",
    email="bas.director@ornek.example",
)
CONTACT = Person(
    name="Әбілқасымов Өмірзақ Үсенұлы",
    position="қаржы бөлімінің басшысы",
    phone="+7 702 555 02 18",
    email="qarjy@ornek.example",
)
ADDRESSEE = Addressee(name=APPLICANT, address=ADDRESS, phone=PHONE)
BANK = Bank(name='"Қазақстан Халық Банкі" АҚ', iban="KZ986010111000012345", bic="HSBKKZKX", kbe="17")
OPERATOR_BANK = Bank(name='"Қазақстан Халық Банкі" АҚ', iban="KZ31826A1KZTD2000001", bic="HSBKKZKX", kbe="16")
OPERATOR_HEAD = Signatory(position="Басқарма төрағасының орынбасары", name="Қуандықов Ұлан Нұрғалиұлы")
APPLICANT_HEAD = Signatory(position="бас директор", name=HEAD.name)
EXECUTOR = Signatory(position="сарапшы", name="Жүнісова Гүлңәз Әділқызы")
CASE = Reference(number="D342-2026-000017", on=date(2026, 3, 20))
AGREEMENT = Reference(number="D342-2026-000017", on=date(2026, 4, 6))
CONTRACT = Reference(number="СТ-118/25", on=date(2025, 9, 15))
APPLICANT_BIN = "150340001236"
OPERATOR_BIN = "080940003219"

OPERATOR_SIDE = Party(
    name=OPERATOR,
    acts_on="2026 жылғы 12 қаңтардағы № 4 бұйрық",
    head=Person(name=OPERATOR_HEAD.name, position=OPERATOR_HEAD.position),
    address="010000, Астана қаласы, Мәңгілік Ел даңғылы, 55/20",
    phone="+7 7172 79 33 81",
    bin=OPERATOR_BIN,
    iban=OPERATOR_BANK.iban,
    bic=OPERATOR_BANK.bic,
)
APPLICANT_SIDE = Party(
    name=APPLICANT,
    acts_on="Жарғы",
    head=HEAD,
    address=ADDRESS,
    phone=PHONE,
    bin=APPLICANT_BIN,
    iban=BANK.iban,
    bic=BANK.bic,
)

GROUNDS = (
    Ground(
        number=2,
        text="көрсетілетін қызметті алушының және (немесе) мемлекеттік қызмет көрсету үшін қажетті ұсынылған "
        "материалдардың, объектілердің, деректердің және мәліметтердің осы Қағидаларда белгіленген талаптарға сәйкес "
        "келмеуі",
        facts="Мемлекеттік кірістер комитетінің мәліметі бойынша өтінім берілген күні салық берешегі 312 450,00 "
        "теңге болған (Қағидалардың 11-тармағының 2) тармақшасы).",
    ),
)
