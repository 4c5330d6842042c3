"""What a verification answers: what was looked at, and each thing that does not hold, by name."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PackageFault:
    """One thing that does not hold. ``where``: a path in the package, an entry of the journal (``entry 7``), or empty
    for the package as a whole. ``kind``: the fault's code."""

    kind: str
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.where or 'package'}{f' ({self.detail})' if self.detail else ''}"


@dataclass(slots=True)
class Report:
    """``files``, ``entries`` and ``signatures`` say how much was checked: nothing wrong with nothing looked at is no
    proof."""

    files: int = 0
    entries: int = 0
    signatures: int = 0
    faults: list[PackageFault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.faults

    def note(self, kind: str, where: str, detail: str = "") -> None:
        self.faults.append(PackageFault(kind, where, detail))
