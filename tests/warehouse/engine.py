"""Clients of embedded engines, for the settings' `command`: a statement on standard input, csv on standard output.

    engine.py duckdb FILE      engine.py chdb FOLDER
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


def main():
    engine, path = sys.argv[1:]
    statement = sys.stdin.read()
    if engine == "chdb":
        sys.stdout.write(chdb_text(path, statement))
        return
    titles, rows = duckdb_rows(path, statement)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(titles)
    out.writerows(rows)


if __name__ == "__main__":
    main()
