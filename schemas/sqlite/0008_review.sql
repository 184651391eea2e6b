-- What people decide: verdicts with what they judged, and the queue of images that wait for one.

-- Rebuilt, because a check can't be widened: a verdict can be taken back, which is a version of its own ("undoes").
-- "withdrawn" stands where there was none before the one that was taken back.
CREATE TABLE verdict_8 (
  capture_id     TEXT NOT NULL REFERENCES capture (id),
  version        INTEGER NOT NULL CHECK (version > 0),
  verdict        TEXT NOT NULL CHECK (verdict IN ('good', 'defective', 'unsure', 'withdrawn')),
  defect_type    TEXT CHECK (defect_type IS NULL OR verdict = 'defective'),
  note           TEXT,
  undoes         INTEGER CHECK (undoes < version),
  model_id       TEXT REFERENCES model (id),
  calibration_id TEXT REFERENCES calibration (id),
  given_by       TEXT NOT NULL,
  given_at       TEXT NOT NULL CHECK (length(given_at) = 28),
  PRIMARY KEY (capture_id, version),
  CHECK (verdict <> 'withdrawn' OR undoes IS NOT NULL)
) WITHOUT ROWID;
INSERT INTO verdict_8 (capture_id, version, verdict, note, given_by, given_at)
  SELECT capture_id, version, verdict, note, given_by, given_at FROM verdict;
DROP TABLE verdict;
ALTER TABLE verdict_8 RENAME TO verdict;

CREATE TRIGGER verdict_keeps BEFORE UPDATE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;
CREATE TRIGGER verdict_stays BEFORE DELETE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;

-- How far the review threshold lies above the median of good images: the unit in which margins of lines, models and
-- scores can be compared. A table, so that the calibration's JSON is read once and not for every flag.
CREATE TABLE margin_unit (
  calibration_id TEXT NOT NULL PRIMARY KEY REFERENCES calibration (id),
  unit           REAL NOT NULL CHECK (unit > 0)
) WITHOUT ROWID;

CREATE TRIGGER calibration_has_unit AFTER INSERT ON calibration
BEGIN
  INSERT INTO margin_unit (calibration_id, unit) VALUES (NEW.id, ifnull(nullif(abs(NEW.review_threshold - json_extract(
    NEW.calibration, '$.reference[' || (json_array_length(NEW.calibration, '$.reference') / 2) || ']')), 0), 1));
END;

INSERT INTO margin_unit (calibration_id, unit)
  SELECT id, ifnull(nullif(abs(review_threshold - json_extract(
    calibration, '$.reference[' || (json_array_length(calibration, '$.reference') / 2) || ']')), 0), 1)
  FROM calibration;

-- The queue: one row for each image that a scan flagged or drew for audit, or that was judged, as its latest decision and verdict
-- have it. What "explore" says about the good images themselves does not wait here.
-- Everything in it follows from decision, audit and verdict; triggers keep it so within their transactions.
CREATE TABLE review_item (
  capture_id     TEXT NOT NULL PRIMARY KEY REFERENCES capture (id),
  line_id        TEXT NOT NULL REFERENCES line (id),
  run_id         TEXT NOT NULL REFERENCES run (id),
  calibration_id TEXT NOT NULL REFERENCES calibration (id),
  outcome        TEXT NOT NULL CHECK (outcome IN ('ok', 'review', 'reject')),
  is_audit       INTEGER NOT NULL DEFAULT 0 CHECK (is_audit IN (0, 1)),
  -- The deciding score; NULL where it is not finite.
  score          REAL,
  -- The margin in its calibration's unit; above everything else where the score is not finite.
  severity       REAL NOT NULL,
  decided_at     TEXT NOT NULL CHECK (length(decided_at) = 28),
  -- The verdict that stands, and the latest version in "verdict", 0 for none.
  verdict        TEXT CHECK (verdict IN ('good', 'defective', 'unsure')),
  defect_type    TEXT,
  version        INTEGER NOT NULL DEFAULT 0,
  -- A flag that a later calibration took back, and that nobody judged, is "dropped".
  state          TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'unsure', 'decided', 'dropped'))
) WITHOUT ROWID;

-- Not a generated column, with which no index would cover a query.
CREATE TRIGGER review_item_is_new AFTER INSERT ON review_item
BEGIN
  UPDATE review_item SET state = CASE WHEN verdict = 'unsure' THEN 'unsure' WHEN verdict IS NOT NULL THEN 'decided'
    WHEN outcome <> 'ok' OR is_audit = 1 THEN 'open' ELSE 'dropped' END WHERE capture_id = NEW.capture_id;
END;
CREATE TRIGGER review_item_has_changed AFTER UPDATE OF outcome, is_audit, verdict ON review_item
BEGIN
  UPDATE review_item SET state = CASE WHEN verdict = 'unsure' THEN 'unsure' WHEN verdict IS NOT NULL THEN 'decided'
    WHEN outcome <> 'ok' OR is_audit = 1 THEN 'open' ELSE 'dropped' END WHERE capture_id = NEW.capture_id;
END;

-- The two orders of the queue; what they carry beside it answers filters and counts without the rows themselves.
CREATE INDEX review_worst ON review_item (state, severity DESC, capture_id DESC, line_id, outcome, is_audit, run_id);
CREATE INDEX review_newest ON review_item (state, decided_at DESC, capture_id DESC, line_id, outcome, is_audit, run_id);
CREATE INDEX review_by_line ON review_item (line_id, state, outcome, is_audit);
CREATE INDEX review_by_run ON review_item (run_id, state, outcome, is_audit);
CREATE INDEX review_defect_types ON review_item (line_id, defect_type) WHERE defect_type IS NOT NULL;

CREATE TRIGGER decision_is_queued AFTER INSERT ON decision
WHEN NEW.outcome <> 'ok' OR EXISTS (SELECT 1 FROM review_item i WHERE i.capture_id = NEW.capture_id)
BEGIN
  INSERT INTO review_item (capture_id, line_id, run_id, calibration_id, outcome, score, severity, decided_at)
  SELECT NEW.capture_id, k.line_id, NEW.run_id, k.id, NEW.outcome, NEW.margin + k.review_threshold,
         ifnull(NEW.margin / u.unit, 1e300), NEW.decided_at
  FROM run r JOIN calibration k ON k.id = NEW.calibration_id JOIN margin_unit u ON u.calibration_id = k.id
  WHERE r.id = NEW.run_id AND r.job = 'scan'
  ON CONFLICT (capture_id) DO UPDATE SET run_id = excluded.run_id, calibration_id = excluded.calibration_id,
    outcome = excluded.outcome, score = excluded.score, severity = excluded.severity, decided_at = excluded.decided_at;
END;

CREATE TRIGGER audit_is_queued AFTER INSERT ON audit
BEGIN
  INSERT INTO review_item (capture_id, line_id, run_id, calibration_id, outcome, is_audit, score, severity, decided_at)
  SELECT d.capture_id, k.line_id, d.run_id, k.id, d.outcome, 1, d.margin + k.review_threshold,
         ifnull(d.margin / u.unit, 1e300), d.decided_at
  FROM decision d JOIN calibration k ON k.id = d.calibration_id JOIN margin_unit u ON u.calibration_id = k.id
  WHERE d.capture_id = NEW.capture_id AND EXISTS (SELECT 1 FROM run r WHERE r.id = NEW.run_id AND r.job = 'scan')
  ORDER BY d.decided_at DESC LIMIT 1
  ON CONFLICT (capture_id) DO UPDATE SET is_audit = 1;
END;

CREATE TRIGGER verdict_is_queued AFTER INSERT ON verdict
BEGIN
  INSERT INTO review_item (capture_id, line_id, run_id, calibration_id, outcome, score, severity, decided_at)
  SELECT d.capture_id, k.line_id, d.run_id, k.id, d.outcome, d.margin + k.review_threshold,
         ifnull(d.margin / u.unit, 1e300), d.decided_at
  FROM decision d JOIN calibration k ON k.id = d.calibration_id JOIN margin_unit u ON u.calibration_id = k.id
  WHERE d.capture_id = NEW.capture_id ORDER BY d.decided_at DESC LIMIT 1
  ON CONFLICT (capture_id) DO NOTHING;
  UPDATE review_item SET verdict = nullif(NEW.verdict, 'withdrawn'), defect_type = NEW.defect_type, version = NEW.version
  WHERE capture_id = NEW.capture_id;
END;

-- What was flagged, drawn or judged before there was a queue. Of the decisions on an image the latest counts.
INSERT INTO review_item (capture_id, line_id, run_id, calibration_id, outcome, is_audit, score, severity, decided_at, verdict, version)
  SELECT d.capture_id, k.line_id, d.run_id, k.id, d.outcome,
         EXISTS (SELECT 1 FROM audit a WHERE a.capture_id = d.capture_id), d.margin + k.review_threshold,
         ifnull(d.margin / u.unit, 1e300), d.decided_at, v.verdict, ifnull(v.version, 0)
  FROM (SELECT capture_id FROM decision JOIN run r ON r.id = run_id AND r.job = 'scan' WHERE outcome <> 'ok'
        UNION SELECT capture_id FROM audit JOIN run r ON r.id = run_id AND r.job = 'scan'
        UNION SELECT capture_id FROM verdict) c
  JOIN decision d ON d.capture_id = c.capture_id
  JOIN calibration k ON k.id = d.calibration_id
  JOIN margin_unit u ON u.calibration_id = k.id
  LEFT JOIN verdict v ON v.capture_id = d.capture_id
    AND v.version = (SELECT max(n.version) FROM verdict n WHERE n.capture_id = d.capture_id)
  WHERE d.calibration_id = (SELECT l.calibration_id FROM decision l WHERE l.capture_id = d.capture_id ORDER BY l.decided_at DESC LIMIT 1);
