"""Read-only: briefings, tables and texts from what the ledger and the comparison give."""
