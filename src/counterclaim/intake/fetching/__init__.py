"""Addresses to what lies there, with manners and with care; nothing is fetched unless a person allows it.

addresses named ─┐
feed entries ────┼→ Frontier (each host one at a time, hosts in parallel) ─Getter→ Found ─door.take→ Taken
feeds in lists ──┘

- `manners`: how a fetcher behaves: who it says it is, pace, patience, limits, which hosts it may reach.
- `addresses`: which addresses may be asked at all; `pinning`: connects to the very address that was checked.
- `robots`: what a host asks robots to leave alone. `getting`: one answer, with redirects, limits and validators.
- `frontier`: what is still to be fetched, in parallel over hosts, one at a time and at its pace on each.
- `visits`: what was fetched when, kept beside the ledger, so that nothing is fetched twice.
- `taking`: what came goes through the door, like a file.

No object that can open a connection is made unless fetching is allowed: `--offline` leaves nothing that could.
"""
