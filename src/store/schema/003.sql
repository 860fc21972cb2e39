-- By product and country too, orders are counted without looking at their rows.
DROP INDEX IF EXISTS orders_by_last;
CREATE INDEX orders_by_last ON orders (
  shop, max(coalesce(completed_at, paid_at), coalesce(paid_at, completed_at)),
  created_at, paid_at, shipped_at, completed_at, completion, completed_estimated, product, country
);
