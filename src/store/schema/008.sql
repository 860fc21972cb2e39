-- Of each imported file: what it can give (words of `FactSet`), from when to when its orders reach, how
-- many days they took to be completed (`CompletionDays`), what of it may make a figure wrong (JSON),
-- and which rows were left out, by where they may belong (JSON); null where an older version took it in.
ALTER TABLE imports ADD COLUMN given TEXT;
ALTER TABLE imports ADD COLUMN oldest INTEGER;
ALTER TABLE imports ADD COLUMN newest INTEGER;
ALTER TABLE imports ADD COLUMN completion_days TEXT;
ALTER TABLE imports ADD COLUMN caveats TEXT;
ALTER TABLE imports ADD COLUMN skipped TEXT;
UPDATE imports SET sum = row_sum(path, kind, shop, at, used, incomplete, given, oldest, newest,
  completion_days, caveats, skipped);
