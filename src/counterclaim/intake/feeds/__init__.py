"""RSS, Atom and JSON feeds, and OPML lists of feeds, to the articles that they lead to.

bytes ─xmlfeeds / jsonfeeds→ Feed(entries) ─reader→ page wanted, or the entry's own text, or a Drop
bytes ─lists→ feeds wanted

Where fetching is allowed an entry's page is fetched, and its text in the feed stands in where that fails; where it is
not, an entry that holds its whole article gives it, and one that holds a teaser is dropped by that name.
"""
