-- What people look at: pictures that outlive the source folder, extremes of a run, drift, and their verdicts.

CREATE TABLE picture (
  sha256     TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
  width      INTEGER NOT NULL CHECK (width > 0),
  height     INTEGER NOT NULL CHECK (height > 0),
  bytes      BLOB NOT NULL
);

-- Which picture shows which content. A thumbnail has no model; a map belongs to the model that made it.
CREATE TABLE evidence (
  content_hash TEXT NOT NULL REFERENCES content (hash),
  kind         TEXT NOT NULL CHECK (kind IN ('thumbnail', 'map')),
  model_id     TEXT REFERENCES model (id),
  picture      TEXT NOT NULL REFERENCES picture (sha256),
  reason       TEXT NOT NULL CHECK (reason IN ('flagged', 'extremal', 'audit')),
  added_at     TEXT NOT NULL CHECK (length(added_at) = 28),
  CHECK ((kind = 'map') = (model_id IS NOT NULL))
);
CREATE UNIQUE INDEX evidence_of_content ON evidence (content_hash, kind, ifnull(model_id, ''));

-- A person's judgement of a capture; a correction is the next version.
CREATE TABLE verdict (
  capture_id TEXT NOT NULL REFERENCES capture (id),
  version    INTEGER NOT NULL CHECK (version > 0),
  verdict    TEXT NOT NULL CHECK (verdict IN ('good', 'defective', 'unsure')),
  note       TEXT,
  given_by   TEXT NOT NULL,
  given_at   TEXT NOT NULL CHECK (length(given_at) = 28),
  PRIMARY KEY (capture_id, version)
) WITHOUT ROWID;

CREATE TABLE extremal (
  run_id     TEXT NOT NULL REFERENCES run (id),
  kind       TEXT NOT NULL CHECK (kind IN ('flagged', 'farthest', 'nearest', 'highest', 'lowest')),
  rank       INTEGER NOT NULL CHECK (rank > 0),
  capture_id TEXT NOT NULL REFERENCES capture (id),
  value      REAL NOT NULL,
  PRIMARY KEY (run_id, kind, rank)
) WITHOUT ROWID;

CREATE TABLE drift (
  run_id         TEXT NOT NULL REFERENCES run (id),
  calibration_id TEXT NOT NULL REFERENCES calibration (id),
  statistic      TEXT NOT NULL,
  value          REAL NOT NULL,
  alarm_at       REAL,
  is_alarm       INTEGER NOT NULL CHECK (is_alarm IN (0, 1)),
  sample_count   INTEGER NOT NULL CHECK (sample_count > 0),
  computed_at    TEXT NOT NULL CHECK (length(computed_at) = 28),
  PRIMARY KEY (run_id, calibration_id, statistic)
) WITHOUT ROWID;

CREATE TRIGGER verdict_keeps BEFORE UPDATE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;
CREATE TRIGGER verdict_stays BEFORE DELETE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;
CREATE TRIGGER picture_keeps BEFORE UPDATE ON picture
BEGIN SELECT RAISE(ABORT, 'picture is content-addressed'); END;
