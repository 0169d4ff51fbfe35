"""The plainest load there is: the same files through csv and sqlite3.executemany, one table of text a file.

Nothing is recognised, checked, dated, compared with what is held or made into nodes and claims.
"""

from __future__ import annotations

import csv
import gzip
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TextIO, cast


def plain_load(store: Path, files: Iterable[Path]) -> int:
    """Load every file into its own table; returns the number of rows."""
    with closing(sqlite3.connect(store)) as db:
        rows = sum(_load_file(db, file, f"file_{number}") for number, file in enumerate(files))
        db.commit()
    return rows


def _load_file(db: sqlite3.Connection, file: Path, table: str) -> int:
    with _opened(file) as lines:
        rows = csv.reader(lines)
        columns = [f'"{name}"' for name in next(rows)]
        db.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        width = len(columns)
        cells = ((row + [""] * width)[:width] for row in rows)
        marks = ", ".join("?" * width)
        return db.executemany(f"INSERT INTO {table} VALUES ({marks})", cells).rowcount  # noqa: S608 - own names


def _opened(file: Path) -> TextIO:
    """The text of a file, taken for Windows-1252 whether it is or not."""
    opener = gzip.open if file.suffix == ".gz" else open
    return cast("TextIO", opener(file, "rt", encoding="cp1252", errors="replace", newline=""))
