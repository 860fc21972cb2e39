-- Which store this is, and how many changes were made to it: what stands beside it (`changes.rs`) says the
-- same, so that a log which is gone, or an older one, is noticed.
CREATE TABLE changes (
  store INTEGER NOT NULL,
  made INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT;
INSERT INTO changes SELECT id, 0, row_sum(id, 0) FROM (SELECT random() AS id LIMIT 1);
