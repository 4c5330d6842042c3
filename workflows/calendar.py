"""Which days are worked in Kazakhstan, and why the others are not. A value: shipped data plus what an administrator
changed. No terms are counted here (``clock``).

The statute's days come from the ``holidays`` package: fixed holidays, their moves from a weekend to the next working
day, and the transfers ordered by the Government; those of the years that the product knows are frozen in
``shipped_days``. The act that confirms a year is the administrator's business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from workflows import shipped_days
from workflows.text import Text

#: Years whose calendar stands by an act, and those known by the statute alone.
CONFIRMED_YEARS = range(2019, 2027)
PROVISIONAL_YEARS = range(2027, 2029)

SATURDAY, SUNDAY = 5, 6
WEEKEND = {
    SATURDAY: Text(kk="Демалыс күні (сенбі)", ru="Выходной день (суббота)", en="Day off (Saturday)"),
    SUNDAY: Text(kk="Демалыс күні (жексенбі)", ru="Выходной день (воскресенье)", en="Day off (Sunday)"),
}
OBSERVED = Text(
    kk="{name} (қайта белгіленген демалыс)", ru="{name} (перенос выходного дня)", en="{name} (day off moved)"
)
TRANSFERRED = Text(
    kk="Демалыс күні (басқа күннен ауыстырылды)",
    ru="Выходной день (перенесен с другого дня)",
    en="Day off (transferred from another day)",
)
KURBAN_AIT = "Eid al-Adha"
REPUBLIC_DAY = "Republic Day"
#: Named so since 2026; the package has one English name for both.
REPUBLIC_DAY_2026 = Text(kk="Қазақстан Республикасы күні", ru="День Республики Казахстан", en="Republic Day")

#: By the package's English name, with the statute's Kazakh and Russian names.
NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "New Year's Day": Text(kk="Жаңа жыл", ru="Новый год", en="New Year's Day"),
        "Orthodox Christmas": Text(kk="Православиелік Рождество", ru="Православное Рождество", en="Orthodox Christmas"),
        "International Women's Day": Text(
            kk="Халықаралық әйелдер күні", ru="Международный женский день", en="International Women's Day"
        ),
        "Nowruz Holiday": Text(kk="Наурыз мейрамы", ru="Наурыз мейрамы", en="Nauryz"),
        "Kazakhstan's People Solidarity Holiday": Text(
            kk="Қазақстан халқының бірлігі мерекесі",
            ru="Праздник единства народа Казахстана",
            en="Day of Unity of the People of Kazakhstan",
        ),
        "Defender of the Fatherland Day": Text(
            kk="Отан Қорғаушы күні", ru="День защитника Отечества", en="Defender of the Fatherland Day"
        ),
        "Victory Day": Text(kk="Жеңіс күні", ru="День Победы", en="Victory Day"),
        "Capital Day": Text(kk="Астана күні", ru="День столицы", en="Capital Day"),
        "Constitution Day": Text(
            kk="Қазақстан Республикасының Конституциясы күні",
            ru="День Конституции Республики Казахстан",
            en="Constitution Day",
        ),
        REPUBLIC_DAY: Text(kk="Республика күні", ru="День Республики", en="Republic Day"),
        "First President Day": Text(
            kk="Қазақстан Республикасының Тұңғыш Президенті күні",
            ru="День Первого Президента Республики Казахстан",
            en="First President Day",
        ),
        "Independence Day": Text(kk="Тәуелсіздік күні", ru="День Независимости", en="Independence Day"),
        KURBAN_AIT: Text(kk="Құрбан айт", ru="Курбан-айт", en="Kurban Ait"),
    }
)


class NoCalendar(Exception):
    """A term touches a day for which there is no calendar, so it cannot be counted."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(f"no calendar for {day.isoformat()}")


@dataclass(frozen=True, slots=True)
class Change:
    """One edited day: ``off`` makes it a day off with ``why``; otherwise it is worked, a weekend day too.
    ``source`` is the act."""

    on: date
    off: bool
    why: Text
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """``days_off``: holidays, moved and transferred days, those on a weekend too; ``worked``: weekend days that are
    worked; ``years``: all covered years, of which only ``confirmed`` stand by an act."""

    days_off: Mapping[date, Text]
    worked: frozenset[date]
    years: frozenset[int]
    confirmed: frozenset[int]

    @classmethod
    def shipped(cls) -> Calendar:
        """What the product comes with: 2019-2026 confirmed, the next two years by the statute alone."""
        return _shipped()

    def day_off(self, day: date) -> Text | None:
        """Why ``day`` is not worked; None for a working day. Raises NoCalendar."""
        if day.year not in self.years:
            raise NoCalendar(day)
        if day in self.worked:
            return None
        return self.days_off.get(day) or WEEKEND.get(day.weekday())

    def is_working(self, day: date) -> bool:
        """Raises NoCalendar."""
        return self.day_off(day) is None

    def next_working(self, day: date) -> date:
        """The first working day after ``day``, which itself need not be worked. Raises NoCalendar."""
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether a stretch of days touches a year that no act has confirmed."""
        return any(year not in self.confirmed for year in range(first.year, last.year + 1))

    def with_year(self, year: int, *, confirmed: bool) -> Calendar:
        """The same calendar with a year confirmed (or confirmed no longer); a year not covered so far is filled in by
        the statute. The moving day of Kurban Ait then comes as a Change."""
        new = self if year in self.years else _merged(self, _statute(year, lunar=False), year)
        years = new.confirmed | {year} if confirmed else new.confirmed - {year}
        return replace(new, confirmed=years)

    def with_changes(self, changes: Iterable[Change]) -> Calendar:
        """The same calendar with edited days; of two changes of one day the later holds."""
        days_off, worked = dict(self.days_off), set(self.worked)
        for change in changes:
            days_off.pop(change.on, None)
            worked.discard(change.on)
            if change.off:
                days_off[change.on] = change.why
            elif change.on.weekday() in WEEKEND:
                worked.add(change.on)
        return replace(self, days_off=MappingProxyType(days_off), worked=frozenset(worked))

    def differs_on(self, other: Calendar) -> tuple[date, date] | None:
        """The first and the last day that the two count differently, the whole of a year that one does not cover or
        holds for unconfirmed; None where they count alike."""
        days = {*self.days_off, *other.days_off, *self.worked, *other.worked}
        found = {day for day in days if self._counts(day) != other._counts(day)}
        for year in (self.years ^ other.years) | (self.confirmed ^ other.confirmed):
            found |= {date(year, 1, 1), date(year, 12, 31)}
        return (min(found), max(found)) if found else None

    def _counts(self, day: date) -> tuple[bool, Text | None]:
        return day in self.worked, self.days_off.get(day)

    def plain(self) -> dict[str, Any]:
        """The calendar as JSON keeps it; ``of_plain`` reads it back."""
        return {
            "years": sorted(self.years),
            "confirmed": sorted(self.confirmed),
            "worked": [day.isoformat() for day in sorted(self.worked)],
            "off": {day.isoformat(): list(_forms(why)) for day, why in sorted(self.days_off.items())},
        }

    @classmethod
    def of_plain(cls, kept: Mapping[str, Any]) -> Calendar:
        """The calendar that ``plain`` wrote."""
        off = {date.fromisoformat(day): Text(*why) for day, why in kept["off"].items()}
        worked = frozenset(date.fromisoformat(day) for day in kept["worked"])
        return cls(MappingProxyType(off), worked, frozenset(kept["years"]), frozenset(kept["confirmed"]))


@lru_cache(maxsize=1)
def _shipped() -> Calendar:
    calendar = Calendar(MappingProxyType({}), frozenset(), frozenset(), frozenset(CONFIRMED_YEARS))
    for year in (*CONFIRMED_YEARS, *PROVISIONAL_YEARS):
        calendar = _merged(calendar, _frozen(year), year)
    return calendar


def _merged(calendar: Calendar, days: tuple[dict[date, Text], set[date]], year: int) -> Calendar:
    days_off, worked = days
    return replace(
        calendar,
        days_off=MappingProxyType({**calendar.days_off, **days_off}),
        worked=calendar.worked | worked,
        years=calendar.years | {year},
    )


def _frozen(year: int) -> tuple[dict[date, Text], set[date]]:
    """Days off and worked weekend days of a year that the product knows."""
    named = shipped_days.DAYS_OFF[year].items()
    days_off = {date.fromisoformat(f"{year}-{day}"): _text(name, year) for name, days in named for day in days.split()}
    worked = map(date.fromisoformat, shipped_days.WORKED.split())
    return days_off, {day for day in worked if day.year == year}


def _statute(year: int, *, lunar: bool) -> tuple[dict[date, Text], set[date]]:
    """Days off and worked weekend days of any year. ``lunar``: with Kurban Ait, whose day only an act fixes."""
    import holidays  # takes longer to load than a term to count

    source = holidays.country_holidays("KZ", years=year, language="en_US", islamic_show_estimated=False)
    days_off: dict[date, Text] = {}
    for day in source:
        name = source.get_list(day)[0]
        if name != KURBAN_AIT or lunar:
            days_off[day] = _text(name, day.year)
    # The package keeps the worked days of all years in one set.
    return days_off, {day for day in source.weekend_workdays if day.year == year}


def _text(name: str, year: int) -> Text:
    if name.startswith("Day off"):
        return TRANSFERRED
    plain = name.removesuffix(" (observed)")
    text = REPUBLIC_DAY_2026 if plain == REPUBLIC_DAY and year >= 2026 else NAMES[plain]
    if plain == name:
        return text
    return Text(*(form.format(name=own) for form, own in zip(_forms(OBSERVED), _forms(text), strict=True)))


def _forms(text: Text) -> tuple[str, str, str]:
    return text.kk, text.ru, text.en
