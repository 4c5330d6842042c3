"""Every reason that signing can give, in three languages, with what to do next. A certificate is called as the law on
the electronic digital signature calls it: «тіркеу куәлігі», «регистрационное свидетельство»."""

from __future__ import annotations

from dms.signing.words import of_certificate, of_signature
from workflows.refusals import Refusal
from workflows.text import Text

#: What our libraries of GOST say when they give neither yes nor no.
GOST_TROUBLES = frozenset({"gost_disagreement", "gost_engine", "gost_too_large"})
#: code → (words, remedy). Codes in ``UNDECIDED`` leave the question open; every other one refuses.
REASONS = of_signature.WORDS | of_certificate.WORDS
#: Reasons that data on revocation may answer, today or tomorrow: worth asking outside, and asking again.
DOUBTS = frozenset({"no_revocation_data", "stale_revocation_data"})
#: Reasons that another try may answer.
ASK_AGAIN = DOUBTS | {"gost_engine", "second_opinion_waits"}
#: Reasons that an administrator must hear of.
ALARMS = frozenset({"gost_disagreement", "timestamp_later", "second_opinion_differs"})
#: Reasons that we can never answer ourselves: here a second opinion is at least told to those who read.
BEYOND_US = frozenset({"gost_not_yet", "gost_too_large", "gost_disagreement"})
#: Reasons that leave the question open; all others make the signature invalid.
UNDECIDED = frozenset(
    {
        "gost_not_yet",
        "gost_too_large",
        "document_needed",
        "evidence_incomplete",
        "proof_aged",
        "judging_ended",
        *ASK_AGAIN,
        *ALARMS,
    }
)
#: Said wherever such a signature is shown, until one real sample of the national program has passed.
GOST_2015_NOTE = Text(
    "МЕМСТ 2015 қолтаңбаларын тексеру Ұлттық куәландырушы орталықтың жарияланған тест материалы бойынша жасалған; "
    "қолданыстағы NCALayer бағдарламасының қолтаңбасымен әлі тексерілген жоқ.",
    "Проверка подписей ГОСТ 2015 построена по опубликованным тестовым материалам Национального удостоверяющего центра "
    "и еще не испытана на подписи действующей программы NCALayer.",
    "The check of GOST 2015 signatures is built from the National Certification Authority's published test material; "
    "no signature of the live program NCALayer has been tried yet.",
)


def reason(code: str, **params: object) -> Refusal:
    """The reason ``code`` with its places filled in."""
    text, remedy = REASONS[code]
    return Refusal(code, text.fill(**params), remedy=remedy)
