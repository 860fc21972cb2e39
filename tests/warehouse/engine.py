"""Clients of embedded engines, for the settings' `command`: a statement on standard input, csv on standard output.

    engine.py duckdb FILE      engine.py chdb FOLDER      engine.py sail URL
"""

import csv
import sys


def duckdb_rows(path, statement):
    import duckdb

    base = duckdb.connect(path, read_only=True)
    answer = base.execute(statement)
    return [column[0] for column in answer.description], answer.fetchall()


def chdb_text(path, statement):
    from chdb import session

    base = session.Session(path)
    return base.query(statement, "CSVWithNames").bytes().decode()


def sail_rows(url, statement):
    """Over Spark Connect, which takes one statement at a time; those before the last make the tables."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.remote(url).getOrCreate()
    *before, last = [part for part in statement.split(";\n") if part.strip()]
    for part in before:
        session.sql(part)
    answer = session.sql(last)
    return answer.columns, answer.collect()


def main():
    engine, path = sys.argv[1:]
    statement = sys.stdin.read()
    if engine == "chdb":
        sys.stdout.write(chdb_text(path, statement))
        return
    titles, rows = {"duckdb": duckdb_rows, "sail": sail_rows}[engine](path, statement)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(titles)
    out.writerows(rows)


if __name__ == "__main__":
    main()
