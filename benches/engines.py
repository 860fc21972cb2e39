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
LOCAL = "America/Los_Angeles"

# How each shape of benches/generate.rs names and writes what the questions look at; `$SHAPE` says which
# one it is. Times without a zone are platform time. Where no column says how an order was completed, any
# completion counts. Dianxiaomi has no completions and a row for each product of an order: there the
# question is how many of the orders paid in the window have a dispute.
PLAIN = {"order_id": "order_id", "shop": "shop", "product_id": "product_id", "time": "completed_at"}
SHAPES = {
    "plain": {**PLAIN, "form": "%Y-%m-%dT%H:%M:%SZ", "zone": None, "completion": True},
    "mixed": {**PLAIN, "form": "%Y-%m-%dT%H:%M:%S%#z", "zone": "UTC", "completion": True},
    "seller-centre": {
        "order_id": "订单号",
        "shop": None,
        "product_id": "商品 ID",
        "time": "确认收货时间",
        "form": "%m/%d/%Y %H:%M",
        "zone": LOCAL,
        "completion": False,
    },
    "erp": {
        "order_id": "订单号",
        "shop": "店铺账号",
        "product_id": "产品ID",
        "time": "付款时间",
        "form": "%Y-%m-%d %H:%M:%S",
        "zone": LOCAL,
        "completion": False,
    },
}
SHAPE = os.environ.get("SHAPE", "plain")
TABLE = SHAPES[SHAPE]


def show(rows):
    for row in sorted(rows):
        print(*row)


def normalise(question):
    """Our own answer in the form in which the engines print theirs."""
    report = json.load(sys.stdin)
    wanted = "order_dispute_rate" if SHAPE == "erp" else "dispute_rate"

    def counts(metrics):
        rate = next(metric for metric in metrics if metric["id"] == wanted)
        return rate["numerator"], rate["denominator"]

    if question == "total":
        show([("all", *counts(report["metrics"]))])
    elif question == "series":
        show([(point["day"], *counts(point["metrics"])) for point in report["series"]])
    else:
        of = [group for group in report["groups"] if group["by"] == question]
        groups = [(group["key"], *counts(group["metrics"])) for group in of]
        show([group for group in groups if group[2]])


def duckdb_orders():
    """The view of the orders: what the questions look at, moments in UTC."""
    time, form = TABLE["time"], TABLE["form"]
    id_type = f"'{TABLE['order_id']}': 'BIGINT'"
    if SHAPE == "plain":
        options, at = f"types={{{id_type}}}, timestampformat='{form}'", f"{time}::TIMESTAMP"
    elif SHAPE == "mixed":
        # As TIMESTAMPTZ in the reader, offsets that differ from row to row came out wrong in joins (2.0.1).
        options, at = f"types={{{id_type}, '{time}': 'VARCHAR'}}", f"{time}::TIMESTAMPTZ::TIMESTAMP"
    else:
        options = f"types={{{id_type}, '{time}': 'TIMESTAMP'}}, timestampformat='{form}'"
        at = f"timezone('{LOCAL}', \"{time}\")::TIMESTAMP"
    shop = TABLE["shop"] or "''"
    completion = "completion" if TABLE["completion"] else "'timeout' AS completion"
    return f"""
        SELECT "{TABLE['order_id']}" AS order_id, {shop} AS shop, "{TABLE['product_id']}" AS product_id,
               {at} AS reached, {completion}
        FROM read_csv('orders.csv', {options})
    """


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
    engine.sql(f"CREATE VIEW orders AS {duckdb_orders()}")
    engine.sql(f"CREATE VIEW disputes AS SELECT * FROM read_csv('disputes.csv', {types})")
    if question == "series":
        rows = engine.sql(
            f"""
            WITH filed AS (SELECT order_id, opened_at::TIMESTAMP AS filed_at FROM disputes),
            done AS (
              SELECT order_id, reached AS done_at FROM orders
              WHERE reached >= TIMESTAMP '{FROM}' - INTERVAL 89 DAY AND reached < TIMESTAMP '{TO}'
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
    if SHAPE == "erp":
        rows = engine.sql(
            f"""
            WITH filed AS (SELECT DISTINCT order_id FROM disputes WHERE opened_at::TIMESTAMP < '{TO}'),
            o AS (
              SELECT order_id, any_value(shop) AS shop FROM orders
              WHERE reached >= TIMESTAMP '{FROM}' AND reached < TIMESTAMP '{TO}' GROUP BY 1
            )
            SELECT {column} AS key, count(f.order_id), count(*)
            FROM o LEFT JOIN filed f USING (order_id) GROUP BY 1
            """
        ).fetchall()
        return show(rows)
    rows = engine.sql(
        f"""
        WITH filed AS (
          SELECT DISTINCT order_id FROM disputes
          WHERE opened_at::TIMESTAMP >= '{FROM}' AND opened_at::TIMESTAMP < '{TO}'
        )
        SELECT {column} AS key, count(f.order_id), count(*)
        FROM orders o LEFT JOIN filed f USING (order_id)
        WHERE f.order_id IS NOT NULL
           OR (o.reached >= TIMESTAMP '{FROM}' AND o.reached < TIMESTAMP '{TO}' AND o.completion IN ('buyer_confirmed', 'timeout'))
        GROUP BY 1
        """
    ).fetchall()
    show(rows)


def polars_orders(engine):
    """The orders: what the questions look at, moments in UTC."""
    moment = engine.col(TABLE["time"])
    if SHAPE == "mixed":
        at = moment.str.to_datetime(TABLE["form"], time_unit="ms", time_zone="UTC")
        at = at.dt.replace_time_zone(None)
    else:
        at = moment.str.to_datetime(TABLE["form"], time_unit="ms")
    if TABLE["zone"] == LOCAL:
        at = at.dt.replace_time_zone(LOCAL, ambiguous="earliest")
        at = at.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    scan = engine.scan_csv("orders.csv", schema_overrides={TABLE["product_id"]: engine.String})
    columns = [
        engine.col(TABLE["order_id"]).alias("order_id"),
        engine.col(TABLE["product_id"]).alias("product_id"),
        at.alias("at"),
    ]
    if TABLE["shop"]:
        columns.append(engine.col(TABLE["shop"]).alias("shop"))
    if TABLE["completion"]:
        columns.append("completion")
    return scan.select(columns)


def polars(question):
    import polars as engine
    from datetime import datetime, timedelta

    begin()
    orders = polars_orders(engine)
    form = "%Y-%m-%dT%H:%M:%SZ"
    filing = engine.col("opened_at").str.to_datetime(form, time_unit="ms")
    disputes = engine.scan_csv("disputes.csv").with_columns(filing)
    start, end = datetime.fromisoformat(FROM), datetime.fromisoformat(TO)
    key = BY.get(question)
    if question == "series":
        done = orders.filter(
            (engine.col("at") >= start - timedelta(days=89)) & (engine.col("at") < end)
        ).select("order_id", "at")
        filed = disputes.select("order_id", "opened_at").collect()
        clean = (
            done.join(filed.lazy(), on="order_id", how="anti")
            .select(((end - engine.col("at")).dt.total_milliseconds() - 1) // 86_400_000)
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
            in_done = engine.col("at").is_between(since, upto, closed="left")
            numerator = disputed.filter(in_filed)["order_id"].n_unique()
            looked = disputed.filter(in_filed | in_done.fill_null(False))["order_id"].n_unique()
            whole = sum(cells.get(cell, 0) for cell in range(back, back + 30))
            rows.append((upto.strftime("%Y-%m-%d"), numerator, looked + whole))
        return show(rows)
    by = engine.col(key).fill_null("") if key else engine.lit("all").alias("key")
    counts = (engine.col("at") >= start) & (engine.col("at") < end)
    is_filed = engine.col("opened_at") < end
    if SHAPE != "erp":
        is_filed = is_filed & (engine.col("opened_at") >= start)
    filed = disputes.filter(is_filed).select("order_id").unique()
    filed = filed.with_columns(engine.lit(1).alias("filed"))
    if SHAPE == "erp":
        asked = orders.filter(counts).unique(subset="order_id").join(filed, on="order_id", how="left")
    else:
        if TABLE["completion"]:
            counts = counts & engine.col("completion").is_in(["buyer_confirmed", "timeout"])
        joined = orders.join(filed, on="order_id", how="full", coalesce=True)
        asked = joined.filter(engine.col("filed").is_not_null() | counts)
    rows = (
        asked.group_by(by)
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
