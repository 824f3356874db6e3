"""Arithmetic of days, weeks, months and seasons on closed intervals, within the years that `datetime` knows.

In:  dates and units.   Out: dates, (first, last) pairs, When; None where a date falls outside the years 1 to 9999.
"""

import calendar
import datetime as dt

from counterclaim.records.when import When

Pair = tuple[dt.date, dt.date]

# First month and the number of months of each season of the northern half of the world.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}
DAYS_OF = {"D": 1, "W": 7, "2W": 14, "WE": 7}


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None if there is none (30 February)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_pair(year: int, month: int) -> Pair:
    """First and last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_pair(first: int, last: int | None = None) -> Pair | None:
    """First and last day of a year, or of several."""
    last = first if last is None else last
    if not 1 <= first <= last <= 9998:
        return None
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def season_pair(year: int, season: str) -> Pair | None:
    """First and last day of a season; winter begins in December of `year`."""
    if not 1 <= year <= 9998:
        return None
    first = dt.date(year, SEASONS[season], 1)
    last_month = add_months(first, 2)
    return (first, month_pair(last_month.year, last_month.month)[1]) if last_month else None


def add_days(day: dt.date, days: float) -> dt.date | None:
    """The date so many days on; None outside the calendar."""
    try:
        return day + dt.timedelta(days=round(days))
    except OverflowError:
        return None


def add_months(day: dt.date, months: float) -> dt.date | None:
    """The same day of the month so many months on, or the month's last day if it is shorter."""
    index = day.year * 12 + day.month - 1 + round(months)
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9998:
        return None
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_units(day: dt.date, count: float, unit: str) -> dt.date | None:
    """The date so many units on. Units below the day do not move the date."""
    if abs(count) > 100_000:
        return None
    if unit in DAYS_OF:
        return add_days(day, count * DAYS_OF[unit])
    if unit in MONTHS_OF:
        return add_months(day, count * MONTHS_OF[unit])
    return day


def quarter_pair(year: int, quarter: int) -> Pair:
    """The first and last day of a quarter of a year, 1 to 4."""
    return month_pair(year, quarter * 3 - 2)[0], month_pair(year, quarter * 3)[1]


def unit_pair(day: dt.date, unit: str) -> Pair | None:
    """The calendar unit that holds the day: its week (Monday to Sunday), month, quarter, year, decade, century."""
    if unit == "D" or unit.startswith("T"):
        return day, day
    if unit in ("W", "WE", "2W"):
        monday = add_days(day, -day.weekday())
        sunday = add_days(day, 6 - day.weekday())
        first = add_days(monday, 5) if unit == "WE" and monday else monday
        return (first, sunday) if first and sunday else None
    if unit == "M":
        return month_pair(day.year, day.month)
    if unit == "Q":
        return quarter_pair(day.year, (day.month + 2) // 3)
    size = {"Y": 1, "10Y": 10, "100Y": 100, "1000Y": 1000}.get(unit)
    if size is None:
        return None
    first_year = max(day.year // size * size, 1)
    return year_pair(first_year, first_year + size - 1)


def part_of(pair: Pair, edge: str | None) -> Pair:
    """The first, middle or last third of an interval (START, MID, END), or a half (H1, H2); all of it for None."""
    first, last = pair
    days = (last - first).days + 1
    if edge is None or days < 3:
        return pair
    step = dt.timedelta(days=days // 2 if edge in ("H1", "H2") else days // 3)
    one = dt.timedelta(days=1)
    if edge in ("START", "H1"):
        return first, first + step - one
    if edge == "H2":
        return first + step, last
    if edge == "END":
        return last - step + one, last
    return first + step, last - step


def weekday_on_or_before(day: dt.date, weekday: int) -> dt.date | None:
    """The latest such weekday up to the day itself (Monday is 0)."""
    return add_days(day, -((day.weekday() - weekday) % 7))


def weekday_after(day: dt.date, weekday: int) -> dt.date | None:
    """The first such weekday after the day."""
    return add_days(day, (weekday - day.weekday() - 1) % 7 + 1)


def when_of(pair: Pair | None) -> When | None:
    """The interval as a record."""
    return When.between(*pair) if pair and pair[0] <= pair[1] else None


def value_of(pair: Pair) -> str | None:
    """The narrowest TIMEX3 value that holds the interval: a day, month, year, decade, or a whole quarter of a year.

    None if only a century does.
    """
    first, last = pair
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    if first.year == last.year:
        quarter = (first.month + 2) // 3
        return f"{first.year:04d}-Q{quarter}" if pair == quarter_pair(first.year, quarter) else f"{first.year:04d}"
    return f"{first.year // 10:03d}" if first.year // 10 == last.year // 10 else None
