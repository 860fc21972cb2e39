"""Loads the random shops that `cargo test` has written into an engine, has them counted there by the statements that
`disputes sql` prints, judges the answers by `disputes rate --counts`, and compares every number with what the embedded
engine counted from the rows.

    compare.py ENGINE DISPUTES FOLDER      ENGINE: postgres, duckdb, chdb, spark
"""

import csv
import json
import os
import pathlib
import socket
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
TIMES = {"paid_at", "completed_at", "opened_at", "escalated_at", "ruled_at", "closed_at"}


def columns(path):
    with open(path, newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def quoted(path):
    return "'" + str(path).replace("'", "''") + "'"


class Postgres:
    """A server of its own in a folder, reached by a socket in it."""

    dialect = "postgres"

    def __init__(self, folder):
        self.data = folder / "postgres"
        bins = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        self.bin = bins[-1] if bins else pathlib.Path("/usr/bin")
        self.owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        self.data.mkdir()
        if self.owner:
            subprocess.run(["chown", "postgres:postgres", self.data], check=True)
        self.run([self.bin / "initdb", "-D", self.data, "-A", "trust", "-U", "reader", "-E", "UTF8", "--locale=C.UTF-8"])
        options = f"-k {self.data} -c listen_addresses= -c fsync=off -c timezone=America/Los_Angeles"
        self.run([self.bin / "pg_ctl", "-D", self.data, "-w", "-l", self.data / "log", "-o", options, "start"])

    def run(self, words):
        subprocess.run([*self.owner, *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def client(self):
        return ["psql", "-X", "-q", "--csv", "-v", "ON_ERROR_STOP=1", "-h", str(self.data), "-U", "reader", "postgres"]

    def load(self, folder):
        for table in ("orders", "disputes"):
            path = folder / f"{table}.csv"
            kinds = ", ".join(f'"{name}" {"timestamptz" if name in TIMES else "text"}' for name in columns(path))
            script = f"CREATE TABLE {table} ({kinds});\n\\copy {table} FROM {quoted(path)} WITH (FORMAT csv, HEADER, FORCE_NULL ({', '.join(n for n in columns(path) if n in TIMES)}))\n"
            subprocess.run(self.client(), input=script.encode(), check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        self.run([self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "stop"])


class Duckdb:
    dialect = "duckdb"

    def __init__(self, folder):
        self.path = str(folder / "orders.duckdb")

    def client(self):
        return [sys.executable, str(HERE / "engine.py"), "duckdb", self.path]

    def load(self, folder):
        import duckdb

        base = duckdb.connect(self.path)
        for table in ("orders", "disputes"):
            path = folder / f"{table}.csv"
            kinds = ", ".join(f"{quoted(n)}: {quoted('TIMESTAMPTZ' if n in TIMES else 'VARCHAR')}" for n in columns(path))
            base.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv({quoted(path)}, header = true, columns = {{{kinds}}}, quote = '\"', escape = '\"', delim = ',')")
        base.close()

    def stop(self):
        pass


class Chdb:
    dialect = "clickhouse"

    def __init__(self, folder):
        # In a folder of its own: the engine takes a file beside it for a table of that name.
        self.folder = folder
        self.path = str(folder / "chdb")

    def client(self):
        return [sys.executable, str(HERE / "engine.py"), "chdb", self.path]

    def load(self, folder):
        script = ""
        for table in ("orders", "disputes"):
            path = folder / f"{table}.csv"
            kinds = ", ".join(f"`{n}` {'Nullable(DateTime64(3, ' + quoted('America/Los_Angeles') + '))' if n in TIMES else 'String'}" for n in columns(path))
            script += f"CREATE TABLE {table} ({kinds}) ENGINE = MergeTree ORDER BY order_id;\n"
            script += f"INSERT INTO {table} SELECT * FROM file({quoted(path)}, 'CSVWithNames', {quoted(kinds)}) SETTINGS date_time_input_format = 'best_effort', input_format_csv_empty_as_default = 1;\n"
        for statement in script.split(";\n"):
            if statement.strip():
                subprocess.run(self.client(), input=statement.encode(), check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def stop(self):
        pass


def free_port():
    """Another cluster, or one that was left behind, must not answer in this one's place."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Spark:
    """A standalone cluster: a master and two workers, each a process of its own, on loopback."""

    dialect = "spark"

    def __init__(self, folder):
        import pyspark

        self.folder = folder
        self.home = pathlib.Path(pyspark.__file__).parent
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(self.home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_NO_DAEMONIZE": "1",
            "PYSPARK_PYTHON": sys.executable,
        }
        self.parts = []
        port = free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self.start("org.apache.spark.deploy.master.Master", ["--host", "127.0.0.1", "--port", str(port), "--webui-port", str(free_port())])
        for number in (1, 2):
            self.start(
                "org.apache.spark.deploy.worker.Worker",
                ["--cores", "1", "--memory", "1g", "--webui-port", str(free_port()), "--work-dir", str(folder / f"worker{number}"), self.master],
            )

    def start(self, kind, words):
        log = open(self.folder / f"{len(self.parts)}.log", "wb")
        command = [str(self.home / "bin/spark-class"), kind, *words]
        self.parts.append(subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True))

    def client(self):
        conf = [
            "spark.sql.warehouse.dir=" + str(self.folder / "tables"),
            "spark.ui.enabled=false",
            "spark.executor.memory=512m",
            "spark.sql.shuffle.partitions=4",
            "spark.driver.host=127.0.0.1",
            "spark.sql.session.timeZone=America/Los_Angeles",
            "spark.hadoop.javax.jdo.option.ConnectionURL=jdbc:derby:;databaseName=" + str(self.folder / "metastore") + ";create=true",
        ]
        words = [word for pair in conf for word in ("--conf", pair)]
        environment = [f"{name}={self.environment[name]}" for name in ("SPARK_HOME", "SPARK_LOCAL_IP", "PYSPARK_PYTHON")]
        return ["env", *environment, str(self.home / "bin/spark-sql"), "--master", self.master, "--driver-memory", "512m", *words, "-S", "-f", "/dev/stdin"]

    def load(self, folder):
        """The tables are made in the session that counts: a session costs more than all it does."""
        self.script = ""
        for table in ("orders", "disputes"):
            path = folder / f"{table}.csv"
            kinds = ", ".join(f"`{n}` {'TIMESTAMP' if n in TIMES else 'STRING'}" for n in columns(path))
            self.script += f"CREATE TEMPORARY VIEW csv_{table} ({kinds}) USING csv OPTIONS (path {quoted(path)}, header 'true', escape '\"', emptyValue '', nullValue '', mode 'FAILFAST');\n"
            self.script += f"CREATE TABLE {table} USING parquet AS SELECT * FROM csv_{table};\n"

    def answers(self, statements, folder):
        script = self.script + ";\nSELECT '%%';\n".join(statements) + ";\n"
        (self.folder / "script.sql").write_text(script)
        answer = subprocess.run(self.client(), input=script.encode(), check=True, stdout=subprocess.PIPE, cwd=self.folder).stdout
        return answer.split(b"%%\n")

    def stop(self):
        for part in self.parts:
            os.killpg(part.pid, 9)
            part.wait()


ENGINES = {"postgres": Postgres, "duckdb": Duckdb, "chdb": Chdb, "spark": Spark}


def answers(engine, statements, folder):
    if isinstance(engine, Spark):
        return engine.answers([statement.decode() for statement in statements], folder)
    run = lambda statement: subprocess.run(engine.client(), input=statement, check=True, stdout=subprocess.PIPE, cwd=folder).stdout
    return [run(statement) for statement in statements]


def statement(disputes, engine, by, as_of, rules):
    words = ["--by", by, "--as-of", as_of, "--rules", rules]
    return subprocess.run([disputes, "sql", "--dialect", engine.dialect, *words], check=True, stdout=subprocess.PIPE).stdout


def judged(disputes, answer, by, rules):
    for rule_set in rules:
        told = subprocess.run(
            [disputes, "rate", "--counts", "-", "--format", "json", "--by", by, "--rules", rule_set],
            input=answer, check=True, stdout=subprocess.PIPE,
        ).stdout
        document = json.loads(told)
        yield rule_set, {"*": document["metrics"], **{group["key"]: group["metrics"] for group in document["groups"]}}


def numbers(metrics):
    return [[m["range"]["cancelled_counted"]["numerator"], m["range"]["cancelled_excluded"]["numerator"], m["denominator"]] for m in metrics]


def compare(name, disputes, folder):
    expected = json.loads((folder / "expected.json").read_text())
    own = folder / f"run-{name}"
    own.mkdir()
    engine = ENGINES[name](own)
    compared = 0
    try:
        engine.load(folder)
        asked = [(as_of, by, list(by_rules)) for as_of, groups in expected.items() for by, by_rules in groups.items()]
        statements = [statement(disputes, engine, by, as_of, rules[0]) for as_of, by, rules in asked]
        for (as_of, by, rules), answer in zip(asked, answers(engine, statements, own), strict=True):
            for rule_set, found in judged(disputes, answer, by, rules):
                found = {key: numbers(metrics) for key, metrics in found.items()}
                read = expected[as_of][by][rule_set]
                for key in found.keys() | read.keys():
                    assert found.get(key) == read.get(key), (name, as_of, by, rule_set, key, found.get(key), read.get(key))
                    compared += 18
    finally:
        engine.stop()
    print(f"{name}: {compared} counts, none differs", flush=True)


if __name__ == "__main__":
    compare(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
