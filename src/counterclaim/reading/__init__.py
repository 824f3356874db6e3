"""Article to Reading, one article at a time; knows nothing of the ledger or of other articles."""
