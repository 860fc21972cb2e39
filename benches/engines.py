"""The same questions to other engines, and the tables of benches/compare.sh."""

import json
import math
import os
import resource
import statistics
import subprocess
import sys
import time

FROM, TO = "2025-12-17 16:00:00", "2026-01-16 16:00:00"
BY = {"shop": "shop", "product": "product_id"}


def show(rows):
    for row in sorted(rows):
        print(*row)


def normalise(question):
    """Our own answer in the form in which the engines print theirs."""
    report = json.load(sys.stdin)

    def counts(metrics):
        rate = next(metric for metric in metrics if metric["id"] == "dispute_rate")
        return rate["numerator"], rate["denominator"]

    if question == "total":
        show([("all", *counts(report["metrics"]))])
    elif question == "series":
        show([(point["day"], *counts(point["metrics"])) for point in report["series"]])
    else:
        of = [group for group in report["groups"] if group["by"] == question]
        groups = [(group["key"], *counts(group["metrics"])) for group in of]
        show([group for group in groups if group[2]])


def duckdb(question):
    types = "types={'order_id': 'BIGINT'}, timestampformat='%Y-%m-%dT%H:%M:%SZ'"
    key = BY.get(question)
    import duckdb as engine

    begin()
    engine.sql("SET TimeZone='UTC'")
    if question == "lines":
        rows = engine.sql(
            """
            SELECT dispute_id, order_id FROM read_json('disputes.jsonl')
            WHERE shop = 'shop-003' AND status = 'processing'
              AND opened_at >= TIMESTAMPTZ '2025-09-30 16:00:00Z'
              AND opened_at < TIMESTAMPTZ '2025-10-31 16:00:00Z'
            """
        )
        show(rows.fetchall())
        return
    engine.sql(f"CREATE VIEW orders AS SELECT * FROM read_csv('orders.csv', {types})")
    engine.sql(f"CREATE VIEW disputes AS SELECT * FROM read_csv('disputes.csv', {types})")
    if question == "series":
        rows = engine.sql(
            f"""
            WITH filed AS (SELECT order_id, opened_at::TIMESTAMP AS filed_at FROM disputes),
            done AS (
              SELECT order_id, completed_at::TIMESTAMP AS done_at FROM orders
              WHERE completed_at::TIMESTAMP >= TIMESTAMP '{FROM}' - INTERVAL 89 DAY
                AND completed_at::TIMESTAMP < TIMESTAMP '{TO}'
            ),
            points AS (SELECT TIMESTAMP '{TO}' - to_days(n::INTEGER) AS upto FROM range(90) AS r(n)),
            clean AS (
              SELECT floor(epoch(TIMESTAMP '{TO}' - INTERVAL 1 MICROSECOND - done_at) / 86400) AS cell,
                     count(*) AS n
              FROM done ANTI JOIN filed USING (order_id) GROUP BY ALL
            ),
            cells AS (SELECT cell, sum(n) AS n FROM clean GROUP BY cell),
            spread AS (SELECT n AS back FROM range(90) AS r(n)),
            cleaned AS (
              SELECT back, coalesce(sum(c.n), 0) AS n FROM spread
              LEFT JOIN cells c ON c.cell >= back AND c.cell < back + 30 GROUP BY back
            ),
            disputed AS (
              SELECT f.order_id, d.done_at, list(f.filed_at) AS filings
              FROM filed f LEFT JOIN done d USING (order_id) GROUP BY ALL
            ),
            counted AS (
              SELECT back,
                count(*) FILTER (list_bool_or(list_transform(filings, lambda x: x >= upto - INTERVAL 30 DAY AND x < upto))) AS filed,
                count(*) FILTER (
                  list_bool_or(list_transform(filings, lambda x: x >= upto - INTERVAL 30 DAY AND x < upto))
                  OR coalesce(done_at >= upto - INTERVAL 30 DAY AND done_at < upto, false)) AS looked_at
              FROM disputed, (SELECT back, TIMESTAMP '{TO}' - to_days(back::INTEGER) AS upto FROM spread)
              GROUP BY back
            )
            SELECT strftime(TIMESTAMP '{TO}' - to_days(back::INTEGER), '%Y-%m-%d'),
                   filed::BIGINT, (n + looked_at)::BIGINT
            FROM cleaned JOIN counted USING (back)
            """
        ).fetchall()
        return show(rows)
    column = f"coalesce(o.{key}::VARCHAR, '')" if key else "'all'"
    rows = engine.sql(
        f"""
        WITH filed AS (
          SELECT DISTINCT order_id FROM disputes
          WHERE opened_at::TIMESTAMP >= '{FROM}' AND opened_at::TIMESTAMP < '{TO}'
        )
        SELECT {column} AS key, count(f.order_id), count(*)
        FROM orders o FULL JOIN filed f USING (order_id)
        WHERE f.order_id IS NOT NULL
           OR (o.completed_at::TIMESTAMP >= '{FROM}' AND o.completed_at::TIMESTAMP < '{TO}'
               AND o.completion IN ('buyer_confirmed', 'timeout'))
        GROUP BY 1
        """
    ).fetchall()
    show(rows)


def polars(question):
    import polars as engine
    from datetime import datetime, timedelta

    begin()

    def table(name, moments):
        scan = engine.scan_csv(f"{name}.csv", schema_overrides={"product_id": engine.String})
        form = "%Y-%m-%dT%H:%M:%SZ"
        return scan.with_columns(
            engine.col(moment).str.to_datetime(form, time_unit="ms") for moment in moments
        )

    start, end = datetime.fromisoformat(FROM), datetime.fromisoformat(TO)
    key = BY.get(question)
    orders, disputes = table("orders", ["completed_at"]), table("disputes", ["opened_at"])
    if question == "series":
        done = orders.filter(
            (engine.col("completed_at") >= start - timedelta(days=89))
            & (engine.col("completed_at") < end)
        ).select("order_id", "completed_at")
        filed = disputes.select("order_id", "opened_at").collect()
        clean = (
            done.join(filed.lazy(), on="order_id", how="anti")
            .select(
                ((end - engine.col("completed_at")).dt.total_milliseconds() - 1)
                // 86_400_000
            )
            .collect(engine="streaming")
            .to_series()
            .value_counts()
        )
        cells = dict(clean.iter_rows())
        disputed = (
            filed.lazy().join(done, on="order_id", how="left").collect(engine="streaming")
        )
        rows = []
        for back in range(90):
            upto = end - timedelta(days=back)
            since = upto - timedelta(days=30)
            in_filed = engine.col("opened_at").is_between(since, upto, closed="left")
            in_done = engine.col("completed_at").is_between(since, upto, closed="left")
            numerator = disputed.filter(in_filed)["order_id"].n_unique()
            looked = disputed.filter(in_filed | in_done.fill_null(False))["order_id"].n_unique()
            whole = sum(cells.get(cell, 0) for cell in range(back, back + 30))
            rows.append((upto.strftime("%Y-%m-%d"), numerator, looked + whole))
        return show(rows)
    filed = (
        disputes.filter((engine.col("opened_at") >= start) & (engine.col("opened_at") < end))
        .select("order_id")
        .unique()
        .with_columns(engine.lit(1).alias("filed"))
    )
    counts = (
        (engine.col("completed_at") >= start)
        & (engine.col("completed_at") < end)
        & engine.col("completion").is_in(["buyer_confirmed", "timeout"])
    )
    rows = (
        orders.join(filed, on="order_id", how="full", coalesce=True)
        .filter(engine.col("filed").is_not_null() | counts)
        .group_by(engine.col(key).fill_null("") if key else engine.lit("all").alias("key"))
        .agg(engine.col("filed").count(), engine.len().alias("all"))
        .collect(engine="streaming")
    )
    show(rows.rows())


STARTED = None


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime, usage.ru_stime, time.monotonic(), usage.ru_maxrss


def begin():
    """From here on an engine is timed."""
    global STARTED
    STARTED = spent()


def note(name, path):
    """Appends a line like those of GNU time."""
    user, system, wall, memory = spent()
    user, system, wall = user - STARTED[0], system - STARTED[1], wall - STARTED[2]
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{name} {user:.3f} {system:.3f} {wall:.3f} {memory}\n")


def run(name, path, *command):
    """Runs a command twice: for its time, which the kernel knows to the microsecond, and for its
    memory, in which this process's own would count if it were asked here."""
    quiet = [(os.POSIX_SPAWN_OPEN, file, os.devnull, os.O_RDWR, 0) for file in (0, 1, 2)]
    began = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - began
    if status:
        sys.exit(f"{' '.join(command)} failed")
    timed = ["/usr/bin/time", "-f", "%M", *command]
    memory = subprocess.run(timed, capture_output=True, text=True).stderr.split()[-1]
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{name} {usage.ru_utime:.6f} {usage.ru_stime:.6f} {wall:.6f} {memory}\n")


def medians(path):
    """CPU seconds, seconds and peak MB of each name, in the order in which names came."""
    runs = {}
    for line in open(path, encoding="utf-8"):
        name, user, system, wall, memory = line.split()
        runs.setdefault(name, []).append(
            (float(user) + float(system), float(wall), int(memory) / 1024)
        )
    return {
        name: tuple(statistics.median(column) for column in zip(*values))
        for name, values in runs.items()
    }


# Questions that we answer in one run, and an engine one after another.
SEVERAL = {"both": ("shop", "product"), "all": ("total", "shop", "product", "series")}


def table(path):
    found = medians(path)
    print("| question | program | CPU s | of ours | wall s | peak MB |")
    print("|---|---|---|---|---|---|")
    for name, (cpu, wall, memory) in found.items():
        program, question = name.split("-")
        for engine in ("duckdb", "polars"):
            if question in SEVERAL:
                parts = [found[f"{engine}-{part}"] for part in SEVERAL[question]]
                whole = [sum(column) for column in list(zip(*parts))[:2]]
                print(
                    f"| {question}, one after another | {engine} | {whole[0]:.4f} | {whole[0] / cpu:.2f} "
                    f"| {whole[1]:.3f} | {max(part[2] for part in parts):.0f} |"
                )
        ours = found[f"disputes-{question}"][0]
        print(
            f"| {question} | {program} | {cpu:.4f} | {cpu / max(ours, 0.0001):.2f} "
            f"| {wall:.3f} | {memory:.0f} |"
        )


def growth(path):
    """Time and memory by orders, and the slope of log CPU over log orders."""
    found = {int(name): values for name, values in medians(path).items()}
    print("| orders | CPU s | ns an order | wall s | peak MB | bytes an order beyond 16 MB |")
    print("|---|---|---|---|---|---|")
    for count, (cpu, wall, memory) in found.items():
        beyond = max(memory - 16, 0) * 1024 * 1024 / count
        print(
            f"| {count:,} | {cpu:.4f} | {cpu / count * 1e9:.0f} | {wall:.2f} "
            f"| {memory:.0f} | {beyond:.1f} |"
        )
    for least in (min(found), 1_000_000):
        points = [(math.log(n), math.log(max(v[0], 0.001))) for n, v in found.items() if n >= least]
        if len(points) > 1:
            slope = statistics.linear_regression(*zip(*points)).slope
            print(f"slope of log CPU over log orders, from {least:,} on: {slope:.3f}")


if __name__ == "__main__":
    word, *rest = sys.argv[1:]
    if word in ("duckdb", "polars"):
        {"duckdb": duckdb, "polars": polars}[word](rest[0])
        if rest[1:]:
            note(f"{word}-{rest[0]}", rest[1])
    else:
        tools = {"normalise": normalise, "run": run, "table": table, "growth": growth}
        tools[word](*rest)
