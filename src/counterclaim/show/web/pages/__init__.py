"""What each page shows, for a server and for files alike: a ledger's snapshot and what was asked in, a Page out."""
