"""What the ledger holds in the shapes that other programs load: one module a format.

    schema        what a table's columns are, once for CSV, Parquet, JSON Lines, their metadata and DataFrames
    claims, tables   the tables: claims, figures, events, …, decisions
    jsonl, csvfile, parquet, csvw   the table formats and their metadata
    sorting       more rows than memory holds, in order
    incidents     event claims folded by day, place and pair of actors
    dead          their dead in all, of either side, of civilians
    acled, ucdp   the folded events in the columns of those data sets
    plover, annotations, schemaorg, geojson, ftm   the formats that are no tables
    public        short quotations, coarse places, no local paths
    whole         a file that is there whole or not at all
    writing       which format is which; writing one, or a folder of tables

Everything streams: memory does not grow with the ledger, but for questions, talks and forecasts, which are computed.
"""
