"""Loads the random shops that `cargo test` has written into an engine, has them counted there by the statements that
`disputes sql` prints, judges the answers by `disputes rate --counts`, and compares every number with what the embedded
engine counted from the rows.

    compare.py ENGINE DISPUTES FOLDER      ENGINE: sqlite (its example alone), postgres, duckdb, chdb, spark, sail
"""

import csv
import datetime
import http.server
import json
import os
import pathlib
import shlex
import socket
import ssl
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TIMES = {"paid_at", "completed_at", "opened_at", "escalated_at", "ruled_at", "closed_at"}


def columns(path):
    with open(path, newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def quoted(path):
    return "'" + str(path).replace("'", "''") + "'"


class Engine:
    # The heading of its example in docs/warehouse.md.
    heading = None

    def programs(self):
        """The programs that the example calls and that are not installed under that name: their scripts."""
        return {}

    def variables(self):
        """What the example's programs find in their environment."""
        return {}

    def further(self, disputes, folder, own, expected):
        """Tests of one engine alone."""


def settings(own, dialect, command, more=""):
    """Settings with one warehouse, in the folder in which the program runs."""
    text = f'[[warehouse]]\nname = "erp"\ndialect = "{dialect}"\ncommand = {json.dumps(command)}\n{more}'
    (own / "disputes.toml").write_text(text)


def example(engine, disputes, own):
    """The example of docs/warehouse.md, run as it stands there; the figures are those of the files."""
    place = own / "example"
    (place / "bin").mkdir(parents=True)
    (place / "examples").symlink_to(ROOT / "examples")
    for name, script in {**engine.programs(), "disputes": f'#!/bin/sh\nexec {shlex.quote(disputes)} "$@"\n'}.items():
        (place / "bin" / name).write_text(script)
        (place / "bin" / name).chmod(0o755)
    section = (ROOT / "docs/warehouse.md").read_text().split(f"\n### {engine.heading}\n", 1)[1]
    script = section.split("```sh\n", 1)[1].split("```", 1)[0]
    path = f"{place / 'bin'}:{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run(["sh", "-e", "-c", script], check=True, cwd=place, env={**os.environ, **engine.variables(), "PATH": path})
    assert (place / "report.html").stat().st_size > 1_000, engine.heading
    figures = lambda *words: json.loads(subprocess.run([disputes, "rate", *words, "--format", "json"], check=True, capture_output=True, cwd=place).stdout)["metrics"]
    files = figures("examples/shop/orders.csv", "examples/shop/disputes.csv", "--as-of", "2026-01-16")
    counts = figures("--counts", str(next(place.glob("counts.*"))))
    assert numbers(counts) == numbers(files), (engine.heading, counts)
    print(f"{engine.heading}: the example of docs/warehouse.md gives the figures of the files", flush=True)


class Sqlite(Engine):
    """Compared in `cargo test`; here its command line."""

    heading = "SQLite"

    def __init__(self, folder):
        pass

    def stop(self):
        pass


class Postgres(Engine):
    """A server of its own in a folder, reached by a socket in it."""

    dialect = "postgres"
    heading = "PostgreSQL"

    def variables(self):
        subprocess.run(self.client(), input=b"CREATE DATABASE example;", check=True)
        return {"PGHOST": str(self.data), "PGUSER": "reader", "PGDATABASE": "example"}

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

    def client(self, user="reader"):
        return ["psql", "-X", "-q", "--csv", "-v", "ON_ERROR_STOP=1", "-h", str(self.data), "-U", user, "postgres"]

    def further(self, disputes, folder, own, expected):
        """`warehouse check`: client, columns, types, rights, words with their counts, repeated rows."""
        as_of = next(iter(expected))
        subprocess.run(self.client(), input=b"CREATE ROLE viewer LOGIN; GRANT SELECT ON orders, disputes TO viewer;", check=True)

        def check(code, *, user="reader", command=None, more=""):
            settings(own, "postgres", command or self.client(user), more)
            words = [disputes, "warehouse", "check", "erp", "--as-of", as_of, "--format", "json"]
            run = subprocess.run(words, cwd=own, capture_output=True, text=True)
            assert run.returncode == code, (user, run)
            return json.loads(run.stdout)["findings"] if code == 0 else run.stderr

        def said(findings, status, text):
            found = [finding for finding in findings if text in finding["message"]]
            assert [finding["status"] for finding in found] == [status], (status, text, findings)

        found = check(0)
        said(found, "ok", "column `paid_at` is of type `timestamp with time zone`")
        said(found, "ok", "column `status` is of type `text`")
        said(found, "warning", "this user may write to the tables")
        moment = datetime.datetime.fromisoformat
        unknown = sum(row["status"] == "brand new" and moment(row["opened_at"]) < moment(as_of) for row in rows(folder / "disputes.csv"))
        said(found, "warning", f"status `brand new`: {unknown} rows, not known")
        said(found, "ok", "status `finished`")
        repeats = [finding for finding in found if "have several rows in the table of orders" in finding["message"]]
        assert [finding["status"] for finding in repeats] == ["warning"] and not repeats[0]["message"].startswith("0 "), repeats
        found = check(0, user="viewer", more='[warehouse.words.status]\n"brand new" = "finished"\n')
        said(found, "ok", "this user may not write to the tables")
        said(found, "ok", f"status `brand new`: {unknown} rows, known")
        assert "no_such_column" in check(4, more='[warehouse.columns]\npaid_at = "no_such_column"\n')
        assert "no-such-client" in check(4, command=["no-such-client"])
        assert "nobody" in check(4, user="nobody")
        print("postgres: `warehouse check` says what there is", flush=True)

    def load(self, folder):
        for table in ("orders", "disputes"):
            path = folder / f"{table}.csv"
            # Columns of two systems have two collations.
            text = 'text COLLATE "POSIX"' if table == "orders" else 'text COLLATE "ucs_basic"'
            kinds = ", ".join(f'"{name}" {"timestamptz" if name in TIMES else text}' for name in columns(path))
            script = f"CREATE TABLE {table} ({kinds});\n\\copy {table} FROM {quoted(path)} WITH (FORMAT csv, HEADER, FORCE_NULL ({', '.join(n for n in columns(path) if n in TIMES)}))\n"
            subprocess.run(self.client(), input=script.encode(), check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        self.run([self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "stop"])


class Duckdb(Engine):
    dialect = "duckdb"
    heading = "DuckDB"

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


CLICKHOUSE_CLIENT = """#!{python}
import sys
from chdb import session
words = dict(zip(sys.argv[1::2], sys.argv[2::2]))
text = words.get("--query", "")
if not text or text.startswith("INSERT"):
    text += "\\n" + sys.stdin.read()
answer = session.Session({base!r}).query(text, words.get("--format", "TabSeparated"))
sys.stdout.write(answer.bytes().decode())
"""


class Https:
    """The engine behind ClickHouse's interface for HTTP, with the certificate of the tests."""

    def __init__(self, client):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                text = self.rfile.read(int(self.headers["Content-Length"]))
                known = self.headers["X-ClickHouse-User"] == "reader" and self.headers["X-ClickHouse-Key"] == "secret"
                run = subprocess.run(client, input=text, capture_output=True) if known else None
                self.send_response(200 if run and run.returncode == 0 else 403)
                body = run.stdout if run else b"Code: 516. DB::Exception: reader: Authentication failed"
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(ROOT / "tests/data/tls/server.pem", ROOT / "tests/data/tls/server.key")
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Chdb(Engine):
    dialect = "clickhouse"
    heading = "ClickHouse"

    def programs(self):
        return {"clickhouse-client": CLICKHOUSE_CLIENT.format(python=sys.executable, base=str(self.folder / "example-base"))}

    def further(self, disputes, folder, own, expected):
        """The same counts by HTTPS, and none with a wrong password."""
        as_of = next(iter(expected))
        server = Https(self.client()).server
        ca = ROOT / "tests/data/tls/ca.pem"
        (own / "disputes.toml").write_text(
            f'[[warehouse]]\nname = "erp"\ndialect = "clickhouse"\nurl = "https://localhost:{server.server_port}/"\n'
            f'user = "reader"\npassword_file = "password"\nca_file = "{ca}"\n'
        )
        words = [disputes, "rate", "--from", "erp", "--by", "shop", "--as-of", as_of, "--rules", "aliexpress-2021", "--format", "json"]
        for password, code in (("secret", 0), ("other", 4)):
            (own / "password").write_text(password)
            (own / "password").chmod(0o600)
            run = subprocess.run(words, cwd=own, capture_output=True, text=True)
            assert run.returncode == code, run
            if code == 0:
                document = json.loads(run.stdout)
                found = {"*": document["metrics"], **{group["key"]: group["metrics"] for group in document["groups"]}}
                assert {key: numbers(metrics) for key, metrics in found.items()} == expected[as_of]["shop"]["aliexpress-2021"]
            else:
                assert not run.stdout and "Authentication failed" in run.stderr, run
        server.shutdown()
        print("chdb: the same by HTTPS", flush=True)

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


class Spark(Engine):
    """A standalone cluster: a master and two workers, each a process of its own, on loopback."""

    dialect = "spark"
    heading = "Spark"

    def programs(self):
        # Tables of its own: those of the random shops have the same names.
        client = shlex.join(self.client()[:-2]).replace(f"{self.folder}/", f"{self.folder}/example-")
        return {"spark-sql": f'#!/bin/sh\nexec {client} "$@"\n'}

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
        # The next session finds the tables.
        self.script = ""
        (self.folder / "script.sql").write_text(script)
        answer = subprocess.run(self.client(), input=script.encode(), check=True, stdout=subprocess.PIPE, cwd=self.folder).stdout
        return answer.split(b"%%\n")

    def further(self, disputes, folder, own, expected):
        """One of the two workers is killed as soon as it works: the answer is right, or an error in time."""
        as_of = next(iter(expected))
        timeout = 240
        settings(own, "spark", self.client(), f"timeout = {timeout}\n")
        begun = {path.name for path in (self.folder / "worker1").glob("app-*")}
        words = [disputes, "rate", "--from", "erp", "--by", "shop", "--as-of", as_of, "--rules", "aliexpress-2021", "--format", "json"]
        started = time.monotonic()
        run = subprocess.Popen(words, cwd=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # The program asks for the words in use first, and then for the masks: each is a session of its own.
        while run.poll() is None and len({path.name for path in (self.folder / "worker1").glob("app-*")} - begun) < 2:
            time.sleep(0.1)
        assert run.poll() is None, "the program ended before a worker began"
        victim = self.parts.pop(1)
        os.killpg(victim.pid, 9)
        victim.wait()
        out, told = run.communicate(timeout=2 * timeout + 60)
        seconds = round(time.monotonic() - started)
        assert run.returncode in (0, 4), told
        if run.returncode == 0:
            document = json.loads(out)
            found = {"*": document["metrics"], **{group["key"]: group["metrics"] for group in document["groups"]}}
            read = expected[as_of]["shop"]["aliexpress-2021"]
            assert {key: numbers(metrics) for key, metrics in found.items()} == read
        else:
            assert not out and b"gave no answer" in told, (out, told)
        print(f"spark: a worker killed: {'right' if run.returncode == 0 else 'an error'} after {seconds} s", flush=True)

    def stop(self):
        for part in self.parts:
            os.killpg(part.pid, 9)
            part.wait()


class Sail(Engine):
    """A server that takes Spark's statements over Spark Connect, and runs them without Java."""

    dialect = "spark"

    def __init__(self, folder):
        self.port = free_port()
        sail = pathlib.Path(sys.executable).parent / "sail"
        words = [sail, "spark", "server", "--ip", "127.0.0.1", "--port", str(self.port)]
        log = open(folder / "sail.log", "wb")
        self.server = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def client(self):
        return [sys.executable, str(HERE / "engine.py"), "sail", f"sc://127.0.0.1:{self.port}"]

    def load(self, folder):
        """A view is the session's own, so that each session makes its views."""
        self.views = ""
        for table in ("orders", "disputes"):
            path = folder / f"{table}.csv"
            kinds = ", ".join(f"`{n}` {'TIMESTAMP' if n in TIMES else 'STRING'}" for n in columns(path))
            self.views += f"CREATE TEMPORARY VIEW {table} ({kinds}) USING csv OPTIONS (path {quoted(path)}, header 'true', escape '\"');\n"
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def stop(self):
        os.killpg(self.server.pid, 9)
        self.server.wait()


ENGINES = {"sqlite": Sqlite, "postgres": Postgres, "duckdb": Duckdb, "chdb": Chdb, "spark": Spark, "sail": Sail}


def answers(engine, statements, folder):
    if isinstance(engine, Spark):
        return engine.answers([statement.decode() for statement in statements], folder)
    before = getattr(engine, "views", "").encode()
    run = lambda statement: subprocess.run(engine.client(), input=before + statement, check=True, stdout=subprocess.PIPE, cwd=folder).stdout
    return [run(statement) for statement in statements]


def statement(disputes, engine, as_of, rules, *words):
    words = ["--as-of", as_of, "--rules", rules, *words]
    return subprocess.run([disputes, "sql", "--dialect", engine.dialect, *words], check=True, stdout=subprocess.PIPE).stdout


def judged(disputes, answer, by, rules):
    for rule_set in rules:
        told = subprocess.run(
            [disputes, "rate", "--counts", "-", "--format", "json", "--by", by, "--rules", rule_set],
            input=answer, check=True, stdout=subprocess.PIPE,
        ).stdout
        document = json.loads(told)
        yield rule_set, {"*": document["metrics"], **{group["key"]: group["metrics"] for group in document["groups"]}}


def courses(answer):
    """The rows of an answer without its order, its titles and the order of filings."""
    found = []
    for line in answer.decode().replace('"', "").replace("\t", ",").splitlines():
        cells = line.split(",")
        # The row of the answer itself, which says how many rows there are, begins with -2.
        if len(cells) == 6 and cells[5].isdigit() and cells[0] != "-2" and cells[5] != "0":
            found.append((*cells[:4], "+".join(sorted(cells[4].split("+"))), int(cells[5])))
    # Two orders of one course may have their filings in another order.
    sums = {}
    for *course, orders in found:
        sums[tuple(course)] = sums.get(tuple(course), 0) + orders
    return sums


def compare_forecasts(disputes, engine, folder, own, as_ofs):
    """What forecasts learn from, compared with the embedded database, which `cargo test` compares with the rows."""
    found = 0
    asked = [(as_of, statement(disputes, engine, as_of, "aliexpress-2021", "--shape", shape)) for as_of in as_ofs for shape in ("masks", "delays")]
    given = answers(engine, [text for _, text in asked], own)
    for at in range(0, len(asked), 2):
        as_of = asked[at][0]
        counted, read = courses(given[at + 1]), courses((folder / f"delays-{as_of[:10]}.csv").read_bytes())
        assert len(read) > 1_000 and counted == read, (engine.dialect, as_of, set(counted.items()) ^ set(read.items()))
        (own / "delays").write_bytes(given[at + 1])
        words = ["--counts", "-", "--delays", str(own / "delays"), "--rules", "aliexpress-2021", "--format", "json"]
        told = subprocess.run([disputes, "risk", *words], input=given[at], check=True, stdout=subprocess.PIPE).stdout
        assert json.loads(told)["forecast"] is not None, engine.dialect
        found += len(read)
    return found


def numbers(metrics):
    found = []
    for metric in metrics:
        span, parties = metric["range"], metric["range"]["unknown_parties"]
        most = parties and round(parties["high"] * metric["denominator"])
        found.append([span["cancelled_counted"]["numerator"], span["cancelled_excluded"]["numerator"], metric["denominator"], most])
    return found


def compare(name, disputes, folder):
    expected = json.loads((folder / "expected.json").read_text())
    own = folder / f"run-{name}"
    own.mkdir()
    engine = ENGINES[name](own)
    compared = 0
    try:
        if engine.heading:
            example(engine, disputes, own)
        if isinstance(engine, Sqlite):
            return
        engine.load(folder)
        asked = [(as_of, by, list(by_rules)) for as_of, groups in expected.items() for by, by_rules in groups.items()]
        statements = [statement(disputes, engine, as_of, rules[0], "--by", by) for as_of, by, rules in asked]
        for (as_of, by, rules), answer in zip(asked, answers(engine, statements, own), strict=True):
            for rule_set, found in judged(disputes, answer, by, rules):
                found = {key: numbers(metrics) for key, metrics in found.items()}
                read = expected[as_of][by][rule_set]
                for key in found.keys() | read.keys():
                    assert found.get(key) == read.get(key), (name, as_of, by, rule_set, key, found.get(key), read.get(key))
                    compared += 24
        forecasts = compare_forecasts(disputes, engine, folder, own, list(expected))
        engine.further(disputes, folder, own, expected)
    finally:
        engine.stop()
    print(f"{name}: {compared} counts and {forecasts} courses of orders, none differs", flush=True)


if __name__ == "__main__":
    compare(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
