"""The shape of one application of order 342 (Annex 1, items 1-18) as it is kept in JSON while people fill it in.

Nothing is checked here: an empty draft is ``{}``, every key may be absent, an absent key and an empty value mean the
same (not filled in yet). Text is text, a day is an ISO date string, a sum or a rate is a decimal string
(``"1200000.00"``), a count is an int. ``form_items`` says what each item asks, ``missing`` says what is still lacking.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from workflows.programmes.application_parts import Address, Bank, Payment, Person, SignerCapacity, Spent

__all__ = [
    "Address",
    "Application",
    "Bank",
    "Circumstances",
    "CostLine",
    "Declarations",
    "Payment",
    "Person",
    "SignerCapacity",
    "Support",
]


class Support(TypedDict, total=False):
    """Item 10: one support measure received under a state programme."""

    year: int
    programme: str
    measure: str


class Declarations(TypedDict, total=False):
    """Items 14-17, each ticked by the applicant. Item 15 has two sentences, item 16 two court decisions in one."""

    exchange_rate: bool  # 14: reimbursed in tenge at the National Bank's rate of the day of payment
    accuracy: bool  # 15: complete, true and genuine
    no_other_support: bool  # 15, second sentence: not financed from a budget under another measure
    no_court_ban: bool  # 16
    personal_data: bool  # 17


class Circumstances(TypedDict, total=False):
    """Plain questions whose answers decide which conditional documents are required (``documents``)."""

    foreign_language: bool  # a document is in a language other than Kazakh or Russian (342:16)
    waybill_names_documents: bool  # the rail waybill names documents that the consignor attached
    act_lacks_detail: bool  # the act does not list the works or services in full (type 3)


class CostLine(Spent, total=False):
    """Item 12: one row of the table; one row per tax invoice (the footnote of the table).

    ``id`` is unique within the application and never used again. ``subitem`` is a key of ``cost_types.SUBITEMS``, from
    which the cost type follows. ``amount`` is without VAT in ``currency`` (ISO 4217), as in the tax invoice.
    Act and invoice stay empty where the supplier is a non-resident (342:A6.8.4)."""

    oked_code: str
    oked_name: str


class Application(TypedDict, total=False):
    """The whole form. ``bin`` holds the BIN or, for a natural person, the IIN (item 4)."""

    language: Literal["kk", "ru"]  # the language of the paper (342:16)
    applicant_name: str  # 1
    legal_address: Address  # 2
    head: Person  # 3
    bin: str  # 4
    registration_no: str  # 5, may stay empty
    registration_date: str  # 5
    staff_total: int  # 6
    staff_citizens: int  # 6
    local_content_share: str  # 7, per cent
    oked_code: str  # 8
    oked_name: str  # 8
    products: str  # 9
    support_participant: bool  # 10: yes or no; absent: not answered
    support_history: list[Support]  # 10, when yes
    cost_subitems: list[str]  # 11: ticked keys of cost_types.SUBITEMS
    costs: list[CostLine]  # 12
    last_cost: int  # the highest id that a cost line has had; no id is used again
    bank: Bank  # 13
    declarations: Declarations  # 14-17
    contact: Person  # 18
    circumstances: Circumstances
    signer_capacity: SignerCapacity  # absent: first_head
