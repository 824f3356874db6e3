"""Values in words and signs that people read: bounds, intervals, chains of sources."""

# Units that go without saying beside what is counted.
_SILENT_UNITS = frozenset({None, "person"})


def bounds_in_words(
    low: float | None, high: float | None, *, approximate: bool = False, unit: str | None = None
) -> str:
    """A figure's bounds: "498", "about 70", "2,000-4,000", "≥ 12,000", "≤ 20"; with its unit unless that is persons."""
    if low is None and high is None:
        amount = "no number"
    elif low is None:
        amount = f"≤ {amount_in_digits(high)}"
    elif high is None:
        amount = f"≥ {amount_in_digits(low)}"
    elif low == high:
        amount = amount_in_digits(low)
    else:
        amount = f"{amount_in_digits(low)}-{amount_in_digits(high)}"
    if approximate:
        amount = f"about {amount}"
    return amount if unit in _SILENT_UNITS else f"{amount} {unit}"


def amount_in_digits(value: float | None) -> str:
    """A number with thousands set apart, without a needless decimal point; "?" where there is none."""
    if value is None:
        return "?"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"
