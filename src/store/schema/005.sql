-- Checksums (`sums.rs`): `sum` is over the other columns of its row that anything is made of, and
-- `totals` says how many rows there are and what their sums add up to, so that a row that is lost is
-- missed. Of orders, each row of `order_figures` says so for the orders that it stands for.

ALTER TABLE orders ADD COLUMN dated INTEGER;
ALTER TABLE orders ADD COLUMN part_dates TEXT;
ALTER TABLE orders ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
UPDATE orders SET dated = last_seen;
UPDATE orders SET sum = row_sum(id, shop, product, sku, country, amount, currency, created_at,
  paid_at, shipped_at, completed_at, completion, completed_estimated, protection_ends_at, status,
  state, tracking, carrier, dated, part_dates);

ALTER TABLE disputes ADD COLUMN part_dates TEXT;
ALTER TABLE disputes ADD COLUMN figures_sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE disputes ADD COLUMN details_sum INTEGER NOT NULL DEFAULT 0;
UPDATE disputes SET
  figures_sum = row_sum(key, id, order_id, shop, product, opened_at, escalated_at, ruled_at,
    closed_at, modified_at, family, state, liability, country, ending_known),
  details_sum = row_sum(key, line_id, title, reason, status, status_known, stage, turn,
    response_due_at, refund, refund_currency, amount, currency, order_created_at, note, part_dates);
-- Ids of different kinds of lists may meet on different orders.
DROP INDEX disputes_by_id;
CREATE UNIQUE INDEX disputes_by_id ON disputes (id, order_id) WHERE id <> '';

ALTER TABLE dispute_events ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
UPDATE dispute_events SET sum = row_sum(dispute, position, at, kind, by);
ALTER TABLE dispute_sightings ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
UPDATE dispute_sightings SET sum = row_sum(dispute, seen_from, seen_to, status, state, stage, turn,
  response_due_at);
ALTER TABLE spans ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
UPDATE spans SET sum = row_sum(shop, channel, list, since, until, read_at);
ALTER TABLE imports ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
UPDATE imports SET sum = row_sum(path, kind, shop, at, used, incomplete);
ALTER TABLE channels ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
UPDATE channels SET sum = row_sum(shop, channel);

CREATE TABLE totals (
  name TEXT NOT NULL,
  -- Empty where a table's rows are not counted by shop.
  shop TEXT NOT NULL,
  rows INTEGER NOT NULL,
  total INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (name, shop)
) STRICT, WITHOUT ROWID;

-- Shops of which the platform has named the channel shops.
CREATE TABLE channels_asked (
  shop TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- As before, with the id at which the next row begins, and the orders and their sums.
DROP TABLE order_figures;
CREATE TABLE order_figures (
  first INTEGER PRIMARY KEY,
  next INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  total INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  -- Each ends with a checksum of its own.
  moments BLOB,
  shops BLOB,
  countries BLOB,
  items BLOB
) STRICT;
INSERT INTO order_figures (first, next, rows, total, sum)
  SELECT 0, 9223372036854775807, rows, total, row_sum(0, 9223372036854775807, rows, total)
  FROM (SELECT count(*) AS rows, coalesce(sum(sum), 0) AS total FROM orders);
