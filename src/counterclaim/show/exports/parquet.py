"""Parquet: typed columns, lists as lists, dates as dates; written in batches. And back.

In:  a Table and its records; or a file.   Out: a file; or typed rows. The one module that imports pyarrow.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import IO, Any

from counterclaim.show.exports.schema import Row, Table, Type

BATCH_ROWS = 5_000  # some 10 MB of claims, and row groups that a reader can skip


def write[T](table: Table[T], items: Iterable[T], stream: IO[bytes]) -> int:
    """Write a file and return how many rows it has. JSON columns are text; descriptions go with the columns."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    schema = arrow_schema(table)
    texts = [field.name for field in table.fields if field.type is Type.JSON]
    numbers = [field.name for field in table.fields if field.type is Type.NUMBER]
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in batched(table.rows(items), BATCH_ROWS):
            for row in batch:
                for name in texts:
                    row[name] = json.dumps(row[name], ensure_ascii=False) if row[name] is not None else None
                for name in numbers:
                    value: Any = row[name]
                    row[name] = float(value) if value is not None else None
            writer.write_batch(pa.RecordBatch.from_pylist(list(batch), schema=schema))
            count += len(batch)
    return count


def rows[T](table: Table[T], stream: IO[bytes]) -> Iterator[Row]:
    """The rows of a file, batch by batch."""
    from pyarrow import parquet as pq

    texts = [field.name for field in table.fields if field.type is Type.JSON]
    lists = [field.name for field in table.fields if field.type is Type.LIST]
    with pq.ParquetFile(stream) as file:
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            for row in batch.to_pylist():
                for name in texts:
                    row[name] = json.loads(row[name]) if row.get(name) is not None else None
                for name in lists:
                    row[name] = row.get(name) or []
                yield row


def arrow_schema[T](table: Table[T]) -> Any:
    """The columns as Arrow types them, with what each holds as its description."""
    import pyarrow as pa

    types = {
        Type.TEXT: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.BOOLEAN: pa.bool_(),
        Type.DATE: pa.date32(),
        Type.LIST: pa.list_(pa.string()),
        Type.JSON: pa.string(),
    }
    return pa.schema(
        [
            pa.field(field.name, types[field.type], nullable=not field.required, metadata={"description": field.about})
            for field in table.fields
        ],
        metadata={"title": table.name, "description": table.about},
    )
