"""From the world to Article, through one door.

files.find_files ─┐
fetched pages ────┼→ Found ─door.take→ kind by content (kinds) → its reader → Taken(Article | Drop), in order
rows, members ────┘

- `found.Found`: bytes, a path or a stream, with a name for people and what is known of it beside its bytes (`Known`:
  address, outlet, date, when it was collected, the charset that a server declared). Whoever brings something in makes
  a `Found` and calls `door.take(found, terms)`: a file, a fetched page, a member of an archive and a row of a table all
  go through the same door.
- `found.Terms`: the limits, what the person said of all items of the call, the column mapping, where to go on.
- `found.Taken`: an Article or a Drop with its reason, and notes on it, for the report. Nothing comes out as nothing.
- `door.READERS`: kind to reader; a reader is `(Opened, Terms, take) -> Iterator[Taken]`, and hands what it finds inside
  (members, records, rows, attachments) back to `take`.

A reader never ends the run for what it is given: `limits.Refused` becomes a Drop in the door, and so does any fault of
a library that meets a hostile file. Nothing from an archive is ever written to disk under a name of its own.
"""
