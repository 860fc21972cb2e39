-- What the seller keeps by hand of a dispute, whether or not the store holds it: a note, and a mark
-- that it has been handled, with how it stood then. Empty ids mean that the data gave none.
CREATE TABLE marks (
  order_id INTEGER NOT NULL,
  dispute_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  note TEXT,
  noted_at INTEGER,
  handled_at INTEGER,
  turn TEXT,
  stage TEXT,
  due INTEGER,
  sum INTEGER NOT NULL,
  PRIMARY KEY (order_id, dispute_id, line_id, opened_at)
) STRICT, WITHOUT ROWID;
