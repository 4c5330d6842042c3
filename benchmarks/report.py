"""The lines that are printed: what was measured, what the bare stack did in the same run, the ratio, the target."""

from __future__ import annotations

from dataclasses import dataclass

HEADINGS = ("name", "value", "ceiling", "ratio", "target", "")
WIDTHS = (34, 14, 14, 8, 18, 6)


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement. ``target`` bounds the ratio where there is a ``ceiling`` and ``of_value`` is False, else the
    value itself; ``most``: the target is an upper bound."""

    name: str
    value: float
    unit: str
    ceiling: float | None = None
    target: float | None = None
    of_value: bool = False
    most: bool = False

    @property
    def ratio(self) -> float | None:
        return self.value / self.ceiling if self.ceiling else None

    @property
    def judged(self) -> float | None:
        """What the target is compared with."""
        return self.value if self.of_value or self.ceiling is None else self.ratio

    @property
    def reached(self) -> bool | None:
        """None where there is no target."""
        if self.target is None or self.judged is None:
            return None
        return self.judged <= self.target if self.most else self.judged >= self.target

    def __str__(self) -> str:
        sign = "<=" if self.most else ">="
        unit = f" {self.unit}" if self.judged == self.value else ""
        verdict = {None: "", True: "ok", False: "below"}[self.reached]
        ceiling = f"{_number(self.ceiling)} {self.unit}" if self.ceiling is not None else "-"
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else "-"
        target = f"{sign} {_number(self.target)}{unit}" if self.target is not None else "-"
        return row((self.name, f"{_number(self.value)} {self.unit}", ceiling, ratio, target, verdict))


def row(cells: tuple[str, ...]) -> str:
    """The cells under their headings."""
    return " ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
