"""The colours of charts by what they mean, in light and in dark.

In: nothing.   Out: a table of roles. Specifications use the light colours; a page puts its own theme's in their place,
so one specification serves both themes, paper and a page without JavaScript.

Every mark's colour has a contrast of 3 to 1 or more against its paper (WCAG 2.2, 1.4.11); tests/show/charts checks it.
The four hues differ for all common kinds of colour blindness (after Okabe and Ito 2008, darkened); shape tells as well.
"""

from dataclasses import dataclass

from counterclaim.records.values import Interest

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


@dataclass(frozen=True, slots=True)
class Role:
    """One meaning of colour."""

    name: str  # the page's custom property is --c-<name>
    light: str
    dark: str


ROLES = (
    Role("paper", "#fdfdfb", "#17181a"),
    Role("ink", "#1b1b1a", "#e6e4de"),
    Role("faint", "#5e5e59", "#a3a29c"),
    Role("line", "#d8d8d1", "#393b3f"),
    Role("own", "#0a66a6", "#62b4ec"),
    Role("enemy", "#b8430a", "#f08d57"),
    Role("third", "#00735a", "#43c4a0"),
    Role("none", "#6a6a64", "#a5a49d"),
    Role("band", "#e9e2c9", "#3b3728"),
    Role("best", "#7a6414", "#d9bf62"),
    Role("land", "#efeee8", "#232528"),
    Role("accent", "#9c2f1d", "#e58f78"),
)
BY_NAME = {role.name: role for role in ROLES}

INTEREST_ROLE: dict[Interest | None, str] = {
    Interest.OWN: "own",
    Interest.ENEMY: "enemy",
    Interest.THIRD_PARTY: "third",
    None: "none",
}
INTEREST_WORDS: dict[Interest | None, str] = {
    Interest.OWN: "counts its own",
    Interest.ENEMY: "counts its enemy's",
    Interest.THIRD_PARTY: "counts a third party's",
    None: "not told",
}


def colour(name: str) -> str:
    """The light colour of a role, as specifications use it."""
    return BY_NAME[name].light
