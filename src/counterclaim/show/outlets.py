"""The columns of outlets: those that a ledger holds, and those of the register."""

from collections.abc import Callable

from counterclaim.flow.outlets import OutletEntry
from counterclaim.intake.outlets import Outlet
from counterclaim.show.tables import Column, Listing


def _of(value: Callable[[Outlet], str | None]) -> Callable[[OutletEntry], str | None]:
    return lambda entry: value(entry.outlet) if entry.outlet else None


def _joined(parts: tuple[object, ...]) -> str | None:
    return "; ".join(map(str, parts)) or None


HELD: Listing[OutletEntry] = Listing(
    "outlets",
    (
        Column("outlet", lambda e: e.name, "outlet", lambda e: e.name or "(not said)", wraps=True),
        Column("country", _of(lambda o: o.country), "country"),
        Column("kind", _of(lambda o: o.kind), "kind", spare=3),
        Column("ownership", _of(lambda o: o.ownership), "ownership", spare=2),
        Column("state", _of(lambda o: o.state), "state link"),
        Column("owner", _of(lambda o: o.owner), "owner", wraps=True, spare=4),
        Column("sides", _of(lambda o: _joined(o.sides)), "speaks for", wraps=True, spare=1),
        Column("articles", lambda e: e.articles, "articles", right=True),
        Column("claims", lambda e: e.claims, "claims", right=True),
        Column("first", lambda e: e.first.isoformat() if e.first else None),
        Column("last", lambda e: e.last.isoformat() if e.last else None),
        Column("known", lambda e: int(e.outlet is not None)),
        Column("actor", _of(lambda o: o.actor)),
        Column("source", _of(lambda o: o.source)),
    ),
)
REGISTER: Listing[Outlet] = Listing(
    "outlets",
    (
        Column("name", lambda o: o.name, "outlet", wraps=True),
        Column("aliases", lambda o: _joined(o.aliases)),
        Column("domains", lambda o: _joined(o.domains), "domains", wraps=True, spare=2),
        Column("country", lambda o: o.country, "country"),
        Column("owner", lambda o: o.owner, "owner", wraps=True, spare=3),
        Column("ownership", lambda o: o.ownership, "ownership", spare=1),
        Column("state", lambda o: o.state, "state link"),
        Column("sides", lambda o: _joined(o.sides), "speaks for", wraps=True),
        Column("languages", lambda o: _joined(o.languages)),
        Column("kind", lambda o: o.kind, "kind", spare=4),
        Column("actor", lambda o: o.actor),
        Column("source", lambda o: o.source),
    ),
)
