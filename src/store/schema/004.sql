-- What figures look at in orders, in columns that are packed (`pack.rs`), so that years of orders are
-- read at the speed of memory. A row holds the orders whose ids are from `first` up to the next
-- row's `first`. Nulls mean that an order of them has changed since: then the orders are read.
CREATE TABLE order_figures (
  first INTEGER PRIMARY KEY,
  moments BLOB,
  shops BLOB,
  countries BLOB,
  items BLOB
) STRICT;

INSERT INTO order_figures (first) VALUES (0);

DROP INDEX orders_by_last;
CREATE INDEX orders_by_shop ON orders (shop, created_at, state);
