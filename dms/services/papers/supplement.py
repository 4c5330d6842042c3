"""The paper of a supplement to the agreement: it says what changes, in both languages (342:A3.19, 342:A3.20). The
known text of order 298 has no form of the agreement: under the export programme nothing of it is cited."""

from __future__ import annotations

from dms.services.clock import ALMATY
from dms.services.papers import offices, parts
from dms.services.papers.sources import Source, builds
from forms.annexes.contexts.parts import Bank, Party, Person
from forms.annexes.contexts.supplement import Supplement
from workflows.programmes.editions import DOMESTIC


@builds("supplement")
def supplement(source: Source) -> Supplement:
    case, given = source.case, source.extra
    return Supplement(
        number=str(given["no"]),
        on=source.now.astimezone(ALMATY).date(),
        agreement=parts.agreement_of(case),
        operator_kk=_operator(source, "kk"),
        operator_ru=_operator(source, "ru"),
        applicant=parts.applicant_party(case),
        old=Bank(**given["old"]),
        new=Bank(**given["new"]),
        of_annex_3=case.programme == DOMESTIC,
    )


def _operator(source: Source, lang: str) -> Party:
    own, signer = parts.settings(), source.signer
    name = own.operator_name_ru if lang == "ru" else own.operator_name_kk
    if signer is None:
        return Party(name=name, bin=own.operator_bin, head=Person())
    post = offices.post_with_order(signer, offices.standing(signer, source.now), lang)
    return Party(name=name, bin=own.operator_bin, head=Person(position=post, name=signer.name))
