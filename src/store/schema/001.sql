-- Moments are milliseconds since 1970-01-01T00:00Z. Empty texts and nulls mean "not said".
-- Buyers' names, logins, addresses and the like have no column, so that they cannot be kept.

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  shop TEXT NOT NULL,
  product TEXT NOT NULL,
  sku TEXT NOT NULL,
  country TEXT,
  amount INTEGER,
  currency TEXT,
  created_at INTEGER NOT NULL,
  paid_at INTEGER,
  shipped_at INTEGER,
  completed_at INTEGER,
  completion TEXT,
  completed_estimated INTEGER NOT NULL,
  protection_ends_at INTEGER,
  status TEXT NOT NULL,
  state TEXT NOT NULL,
  tracking TEXT NOT NULL,
  carrier TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  -- When the end of trade was asked for in vain; null when it has not been.
  end_asked_at INTEGER,
  -- The channel shop to ask it with; 0 for a seller with one.
  channel INTEGER NOT NULL
) STRICT;

CREATE INDEX orders_to_date ON orders (shop) WHERE completed_estimated = 1 AND end_asked_at IS NULL;

CREATE TABLE disputes (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  order_id INTEGER NOT NULL,
  line_id TEXT NOT NULL,
  shop TEXT NOT NULL,
  product TEXT NOT NULL,
  title TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  family TEXT NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL,
  status_known INTEGER NOT NULL,
  state TEXT NOT NULL,
  stage TEXT,
  turn TEXT NOT NULL,
  response_due_at INTEGER,
  escalated_at INTEGER,
  ruled_at INTEGER,
  closed_at INTEGER,
  modified_at INTEGER,
  liability TEXT NOT NULL,
  refund INTEGER,
  refund_currency TEXT,
  amount INTEGER,
  currency TEXT,
  country TEXT,
  order_created_at INTEGER,
  ending_known INTEGER NOT NULL,
  note TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  -- The state whose detail has been read; null when none has.
  detailed_state TEXT
) STRICT;

CREATE UNIQUE INDEX disputes_by_id ON disputes (id) WHERE id <> '';
CREATE INDEX disputes_by_filing ON disputes (order_id, line_id, opened_at);

-- The timeline that the platform gives.
CREATE TABLE dispute_events (
  dispute INTEGER NOT NULL REFERENCES disputes (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (dispute, position)
) STRICT, WITHOUT ROWID;

-- What was seen of a dispute, and from when to when it looked so.
CREATE TABLE dispute_sightings (
  dispute INTEGER NOT NULL REFERENCES disputes (key) ON DELETE CASCADE,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  status TEXT NOT NULL,
  state TEXT NOT NULL,
  stage TEXT,
  turn TEXT NOT NULL,
  response_due_at INTEGER,
  PRIMARY KEY (dispute, seen_from)
) STRICT, WITHOUT ROWID;

-- What of the platform's lists is fully in: orders or disputes created in [since, until).
CREATE TABLE spans (
  shop TEXT NOT NULL,
  channel INTEGER NOT NULL,
  list TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (shop, channel, list, since)
) STRICT, WITHOUT ROWID;

-- A sync under way, or killed: its bounds, and the lists it has finished.
CREATE TABLE runs (
  shop TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  plan TEXT NOT NULL,
  started_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One query of a sync under way: pages in, rows seen, and what the platform says there are.
CREATE TABLE queries (
  shop TEXT NOT NULL,
  query TEXT NOT NULL,
  pages INTEGER NOT NULL,
  total INTEGER,
  done INTEGER NOT NULL,
  PRIMARY KEY (shop, query)
) STRICT, WITHOUT ROWID;

CREATE TABLE query_rows (
  shop TEXT NOT NULL,
  query TEXT NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (shop, query, row)
) STRICT, WITHOUT ROWID;

-- The channel shops that a shop's lists are read for; 0 for a seller with one.
CREATE TABLE channels (
  shop TEXT NOT NULL,
  channel INTEGER NOT NULL,
  PRIMARY KEY (shop, channel)
) STRICT, WITHOUT ROWID;

-- Files taken in.
CREATE TABLE imports (
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  shop TEXT NOT NULL,
  at INTEGER NOT NULL,
  used INTEGER NOT NULL,
  -- Why the file is known to be only a part; null when it is not.
  incomplete TEXT
) STRICT;
