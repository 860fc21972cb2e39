"""The same questions to other engines, and the tables of benches/compare.sh."""

import json
import statistics
import sys

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
        groups = [(group["key"], *counts(group["metrics"])) for group in report["groups"]]
        show([group for group in groups if group[2]])


def duckdb(question):
    import duckdb as engine

    types = "types={'order_id': 'BIGINT'}, timestampformat='%Y-%m-%dT%H:%M:%SZ'"
    key = BY.get(question)
    engine.sql("SET TimeZone='UTC'")
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


def table(path):
    runs = {}
    for line in open(path, encoding="utf-8"):
        name, user, system, wall, memory = line.split()
        runs.setdefault(name, []).append(
            (float(user) + float(system), float(wall), int(memory) / 1024)
        )
    print("| run | CPU s | wall s | peak MB |\n|---|---|---|---|")
    for name, values in runs.items():
        cpu, wall, memory = (statistics.median(column) for column in zip(*values))
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {memory:.0f} |")


if __name__ == "__main__":
    {"normalise": normalise, "duckdb": duckdb, "polars": polars, "table": table}[sys.argv[1]](
        sys.argv[2]
    )
