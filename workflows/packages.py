"""The machine of an archive package: assembling → sealed → verified, or failed and assembled again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from workflows.engine import GuardOf, Row, Workflow
from workflows.facts import Actor
from workflows.refusals import Refusal
from workflows.states import ENDED, CaseState, Relation, Role
from workflows.text import Text


class PackageState(StrEnum):
    """Where a package stands. ``failed``: its bytes did not prove themselves; it is never handed out."""

    ASSEMBLING = "assembling"
    SEALED = "sealed"
    VERIFIED = "verified"
    FAILED = "failed"


class PackageAction(StrEnum):
    """What is done to a package."""

    SEAL = "seal"
    VERIFY = "verify"
    FAIL = "fail"
    REASSEMBLE = "reassemble"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """One package. ``complete``: every version, generated document, signature and journal line of the case is in it;
    ``stored``: written through the port and read back; ``findings``: the faults of the last check, None before it."""

    state: PackageState
    case_state: CaseState
    complete: bool = False
    stored: bool = False
    findings: int | None = None


Guard: TypeAlias = GuardOf[PackageFacts]
PackageWorkflow: TypeAlias = Workflow[PackageState, PackageAction, PackageFacts]

PACKAGE_STATE_LABELS: dict[PackageState, Text] = {
    PackageState.ASSEMBLING: Text("Жиналуда", "Собирается", "Assembling"),
    PackageState.SEALED: Text("Мөрленген", "Запечатан", "Sealed"),
    PackageState.VERIFIED: Text("Тексерілген", "Проверен", "Verified"),
    PackageState.FAILED: Text("Тексеруден өтпеді", "Не прошел проверку", "Failed"),
}


def case_ended(facts: PackageFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Only an ended case is packed: nothing can be added to it any more."""
    return None if facts.case_state in ENDED else Refusal("case_open", _OPEN)


def all_inside(facts: PackageFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A package is sealed whole or not at all."""
    return None if facts.complete else Refusal("incomplete", _INCOMPLETE, "", _ASSEMBLE)


def stored(facts: PackageFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Sealed means written and read back, not merely sent."""
    return None if facts.stored else Refusal("not_stored", _NOT_STORED, "", _ASSEMBLE)


def no_findings(facts: PackageFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """Verified: every checksum, the journal's chain and every signature held."""
    return None if facts.findings == 0 else Refusal("not_proven", _NOT_PROVEN, "", _ASSEMBLE)


def some_findings(facts: PackageFacts, _actor: Actor, _now: datetime) -> Refusal | None:
    """A package fails on what a check found, never because none was made."""
    return None if facts.findings else Refusal("nothing_found", _NOTHING_FOUND)


_OPEN = Text("Іс аяқталмаған.", "Дело не завершено.", "The case has not ended.")
_INCOMPLETE = Text("Пакетте бәрі жоқ.", "В пакете не все.", "Something is missing from the package.")
_NOT_STORED = Text("Пакет қоймада расталмаған.", "Пакет в хранилище не подтвержден.", "Its storage is not confirmed.")
_NOT_PROVEN = Text("Пакет тексеруден өтпеген.", "Пакет не прошел проверку.", "The package has not proven itself.")
_NOTHING_FOUND = Text("Ақау табылмаған.", "Нарушений не найдено.", "Nothing was found wrong.")
_ASSEMBLE = Text("Пакетті қайта жинаңыз.", "Соберите пакет заново.", "Assemble the package again.")

_WHO = frozenset({Role.SYSTEM, Role.ARCHIVIST})
_HOW = frozenset({Relation.NONE, Relation.STAFF, Relation.ASSIGNEE})
_S, _A = PackageState, PackageAction
_TITLES: dict[PackageAction, Text] = {
    _A.SEAL: Text("Мөрлеу", "Запечатать", "Seal"),
    _A.VERIFY: Text("Тексеру", "Проверить", "Verify"),
    _A.FAIL: Text("Жарамсыз деп тану", "Признать негодным", "Mark as failed"),
    _A.REASSEMBLE: Text("Қайта жинау", "Собрать заново", "Assemble again"),
}


def _row(
    action: PackageAction, source: PackageState, target: PackageState, *guards: Guard
) -> Row[PackageState, PackageAction, PackageFacts]:
    return Row(action, source, target, _WHO, _HOW, guards, "", _TITLES[action])


ROWS: tuple[Row[PackageState, PackageAction, PackageFacts], ...] = (
    _row(_A.SEAL, _S.ASSEMBLING, _S.SEALED, case_ended, all_inside, stored),
    _row(_A.FAIL, _S.ASSEMBLING, _S.FAILED, some_findings),
    _row(_A.VERIFY, _S.SEALED, _S.VERIFIED, no_findings),
    _row(_A.FAIL, _S.SEALED, _S.FAILED, some_findings),
    _row(_A.VERIFY, _S.VERIFIED, _S.VERIFIED, no_findings),
    _row(_A.FAIL, _S.VERIFIED, _S.FAILED, some_findings),
    _row(_A.REASSEMBLE, _S.FAILED, _S.ASSEMBLING),
)

WORKFLOW: PackageWorkflow = PackageWorkflow("package", ROWS, PACKAGE_STATE_LABELS)
