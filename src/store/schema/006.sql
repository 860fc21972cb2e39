-- Orders are kept packed by columns (`segments/`), some thousand a row, and so only once. A row holds the
-- orders whose ids are from `first` up to `next`, which is the next row's `first`. `sum` is over `first`,
-- `next` and `rows`, the count of orders; each packed column ends with a checksum of its own.
--
-- `orders` holds those that a sync has put since, until they are packed too: of an order that is in
-- both, the row counts.
DROP INDEX orders_by_shop;
DROP INDEX orders_to_date;
DROP TABLE order_figures;
CREATE TABLE order_segments (
  first INTEGER PRIMARY KEY,
  next INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  moments BLOB NOT NULL,
  shops BLOB NOT NULL,
  -- What most questions look at stands first: the database reads a row up to what it is asked for.
  placed BLOB NOT NULL,
  countries BLOB NOT NULL,
  items BLOB NOT NULL,
  rest BLOB NOT NULL
) STRICT;
