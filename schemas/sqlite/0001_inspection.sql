-- Lines, models, calibrations, runs and what they found.
-- Instants are UTC text of fixed width (2026-11-21T02:00:00.0000000Z), so that text order is time order.
-- Ids are made by the program (ULID text), hashes are lower-case hexadecimal SHA-256.

CREATE TABLE line (
  id         TEXT NOT NULL PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  created_at TEXT NOT NULL CHECK (length(created_at) = 28),
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 28)
);

-- A trained bundle. Its hash is what scores and calibrations mean; the path is only where it was last seen.
CREATE TABLE model (
  id         TEXT NOT NULL PRIMARY KEY,
  sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  line_id    TEXT NOT NULL REFERENCES line (id),
  family     TEXT NOT NULL,
  path       TEXT NOT NULL,
  metadata   TEXT NOT NULL CHECK (json_valid(metadata)),
  trained_at TEXT NOT NULL CHECK (length(trained_at) = 28),
  added_at   TEXT NOT NULL CHECK (length(added_at) = 28)
);
CREATE INDEX model_by_line ON model (line_id, trained_at);

CREATE TABLE calibration (
  id                TEXT NOT NULL PRIMARY KEY,
  line_id           TEXT NOT NULL REFERENCES line (id),
  model_id          TEXT NOT NULL REFERENCES model (id),
  score             TEXT NOT NULL,
  precision         TEXT NOT NULL,
  source            TEXT NOT NULL,
  sample_count      INTEGER NOT NULL CHECK (sample_count > 0),
  review_percentile REAL NOT NULL,
  review_threshold  REAL NOT NULL,
  reject_percentile REAL,
  reject_threshold  REAL,
  -- The whole of it: thresholds with their false-alarm intervals, reference scores, warnings.
  calibration       TEXT NOT NULL CHECK (json_valid(calibration)),
  details           TEXT NOT NULL CHECK (json_valid(details)),
  created_at        TEXT NOT NULL CHECK (length(created_at) = 28),
  -- What an activation refers to, so that it can't pair a calibration with another line or model.
  UNIQUE (id, line_id, model_id)
);
CREATE INDEX calibration_by_line ON calibration (line_id, created_at);

-- Every score of every calibration image: another score or percentile can be calibrated without the images.
CREATE TABLE reference_score (
  calibration_id   TEXT NOT NULL REFERENCES calibration (id),
  ordinal          INTEGER NOT NULL,
  content_hash     TEXT NOT NULL CHECK (length(content_hash) = 64),
  path             TEXT NOT NULL,
  nll              REAL,
  bits_per_dim     REAL,
  last_scale_nll   REAL,
  peak             REAL,
  typicality       REAL,
  complexity       REAL,
  local_typicality REAL,
  latent_distance  REAL,
  pc1              REAL,
  pc2              REAL,
  peak_x           REAL,
  peak_y           REAL,
  PRIMARY KEY (calibration_id, ordinal)
) WITHOUT ROWID;

-- What is in force: the highest version of a line.
CREATE TABLE activation (
  line_id        TEXT NOT NULL REFERENCES line (id),
  version        INTEGER NOT NULL CHECK (version > 0),
  model_id       TEXT NOT NULL,
  calibration_id TEXT NOT NULL,
  activated_at   TEXT NOT NULL CHECK (length(activated_at) = 28),
  activated_by   TEXT NOT NULL,
  PRIMARY KEY (line_id, version),
  FOREIGN KEY (calibration_id, line_id, model_id) REFERENCES calibration (id, line_id, model_id)
) WITHOUT ROWID;

CREATE TABLE run (
  id             TEXT NOT NULL PRIMARY KEY,
  line_id        TEXT NOT NULL REFERENCES line (id),
  job            TEXT NOT NULL,
  nominal_at     TEXT NOT NULL CHECK (length(nominal_at) = 28),
  attempt        INTEGER NOT NULL CHECK (attempt > 0),
  status         TEXT NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'cancelled', 'interrupted')),
  model_id       TEXT REFERENCES model (id),
  calibration_id TEXT REFERENCES calibration (id),
  precision      TEXT,
  details        TEXT NOT NULL CHECK (json_valid(details)),
  started_at     TEXT NOT NULL CHECK (length(started_at) = 28),
  heartbeat_at   TEXT NOT NULL CHECK (length(heartbeat_at) = 28),
  finished_at    TEXT CHECK (length(finished_at) = 28),
  owner_machine  TEXT NOT NULL,
  owner_pid      INTEGER NOT NULL,
  owner_started  TEXT NOT NULL CHECK (length(owner_started) = 28),
  listed         INTEGER NOT NULL DEFAULT 0,
  known          INTEGER NOT NULL DEFAULT 0,
  waiting        INTEGER NOT NULL DEFAULT 0,
  decided        INTEGER NOT NULL DEFAULT 0,
  duplicates     INTEGER NOT NULL DEFAULT 0,
  unreadable     INTEGER NOT NULL DEFAULT 0,
  review         INTEGER NOT NULL DEFAULT 0,
  reject         INTEGER NOT NULL DEFAULT 0,
  timings        TEXT CHECK (json_valid(timings)),
  error          TEXT,
  UNIQUE (line_id, job, nominal_at)
);
CREATE INDEX run_by_status ON run (status);
CREATE INDEX run_by_start ON run (started_at);

CREATE TABLE content (
  hash   TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  width  INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0)
) WITHOUT ROWID;

-- A file as it was found. A path whose content changed gets the next revision; the old one stays with its decisions.
CREATE TABLE capture (
  id            TEXT NOT NULL PRIMARY KEY,
  line_id       TEXT NOT NULL REFERENCES line (id),
  path          TEXT NOT NULL,
  revision      INTEGER NOT NULL CHECK (revision > 0),
  size          INTEGER NOT NULL CHECK (size >= 0),
  modified_at   TEXT NOT NULL CHECK (length(modified_at) = 28),
  part          TEXT,
  lot           TEXT,
  serial        TEXT,
  station       TEXT,
  view          TEXT,
  content_hash  TEXT REFERENCES content (hash),
  status        TEXT NOT NULL CHECK (status IN ('scored', 'unreadable')),
  attempts      INTEGER NOT NULL CHECK (attempts > 0),
  error         TEXT,
  is_duplicate  INTEGER NOT NULL DEFAULT 0 CHECK (is_duplicate IN (0, 1)),
  first_seen_at TEXT NOT NULL CHECK (length(first_seen_at) = 28),
  last_seen_at  TEXT NOT NULL CHECK (length(last_seen_at) = 28),
  UNIQUE (line_id, path, revision),
  CHECK ((status = 'scored') = (content_hash IS NOT NULL)),
  CHECK ((status = 'unreadable') = (error IS NOT NULL))
);
CREATE INDEX capture_by_content ON capture (content_hash, line_id) WHERE content_hash IS NOT NULL;
CREATE INDEX capture_by_part ON capture (line_id, part, modified_at) WHERE part IS NOT NULL;

-- Why a file could not be read, run by run; the capture itself keeps only the latest reason.
CREATE TABLE failure (
  run_id     TEXT NOT NULL REFERENCES run (id),
  capture_id TEXT NOT NULL REFERENCES capture (id),
  reason     TEXT NOT NULL,
  failed_at  TEXT NOT NULL CHECK (length(failed_at) = 28),
  PRIMARY KEY (run_id, capture_id)
) WITHOUT ROWID;

-- NULL stands for a score that the model does not have, or that is not a number.
CREATE TABLE score (
  content_hash    TEXT NOT NULL REFERENCES content (hash),
  model_id        TEXT NOT NULL REFERENCES model (id),
  precision       TEXT NOT NULL,
  nll             REAL,
  bits_per_dim    REAL,
  last_scale_nll  REAL,
  peak            REAL,
  typicality      REAL,
  complexity      REAL,
  local_typicality REAL,
  latent_distance REAL,
  pc1             REAL,
  pc2             REAL,
  peak_x          REAL,
  peak_y          REAL,
  scored_at       TEXT NOT NULL CHECK (length(scored_at) = 28),
  PRIMARY KEY (content_hash, model_id, precision)
) WITHOUT ROWID;

CREATE TABLE decision (
  capture_id     TEXT NOT NULL REFERENCES capture (id),
  calibration_id TEXT NOT NULL REFERENCES calibration (id),
  run_id         TEXT NOT NULL REFERENCES run (id),
  percentile     REAL,
  margin         REAL,
  outcome        TEXT NOT NULL CHECK (outcome IN ('ok', 'review', 'reject')),
  reason         TEXT,
  decided_at     TEXT NOT NULL CHECK (length(decided_at) = 28),
  PRIMARY KEY (capture_id, calibration_id)
) WITHOUT ROWID;
CREATE INDEX decision_by_run ON decision (run_id, capture_id);
CREATE INDEX decision_flagged ON decision (run_id) WHERE outcome <> 'ok';

CREATE TRIGGER activation_keeps BEFORE UPDATE ON activation
BEGIN SELECT RAISE(ABORT, 'activation is append-only'); END;
CREATE TRIGGER activation_stays BEFORE DELETE ON activation
BEGIN SELECT RAISE(ABORT, 'activation is append-only'); END;
CREATE TRIGGER score_keeps BEFORE UPDATE ON score
BEGIN SELECT RAISE(ABORT, 'score is immutable'); END;
CREATE TRIGGER score_stays BEFORE DELETE ON score
BEGIN SELECT RAISE(ABORT, 'score is immutable'); END;
CREATE TRIGGER decision_keeps BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decision is immutable'); END;
CREATE TRIGGER calibration_keeps BEFORE UPDATE ON calibration
BEGIN SELECT RAISE(ABORT, 'calibration is immutable'); END;
CREATE TRIGGER reference_score_keeps BEFORE UPDATE ON reference_score
BEGIN SELECT RAISE(ABORT, 'reference_score is immutable'); END;
