"""Tables (CSV, Parquet) and JSON records to Articles: rows as a stream, and which column holds what."""
