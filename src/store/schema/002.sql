-- Orders of a shop by the last moment that figures look at, with all that most figures need of an
-- order, so that a window's orders are found without reading the others.
CREATE INDEX orders_by_last ON orders (
  shop, max(coalesce(completed_at, paid_at), coalesce(paid_at, completed_at)),
  created_at, paid_at, shipped_at, completed_at, completion, completed_estimated
);

CREATE INDEX disputes_by_shop ON disputes (shop, opened_at);
