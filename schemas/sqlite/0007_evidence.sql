-- Evidence for review: the full picture, the map as a layer of its own and the crop round its peak; the good pictures of a
-- model, the nearest of them to each image, and which unflagged images a run keeps for a person to look at.

DROP INDEX evidence_of_content;
ALTER TABLE evidence RENAME TO evidence_before;

-- Which picture shows which content. A thumbnail and a picture have no model. A map, its layer and its crop show one score of
-- one model: a line that comes to decide by another score gets others beside them.
CREATE TABLE evidence (
  content_hash TEXT NOT NULL REFERENCES content (hash),
  kind         TEXT NOT NULL CHECK (kind IN ('thumbnail', 'map', 'picture', 'layer', 'crop')),
  model_id     TEXT REFERENCES model (id),
  score        TEXT,
  -- The colours' scale in the map's unit, and where the map is highest in fractions of the picture; NULL for what was kept
  -- before they were.
  scale_low    REAL,
  scale_high   REAL,
  peak_x       REAL,
  peak_y       REAL,
  picture      TEXT NOT NULL REFERENCES picture (sha256),
  reason       TEXT NOT NULL CHECK (reason IN ('flagged', 'extremal', 'audit')),
  added_at     TEXT NOT NULL CHECK (length(added_at) = 28),
  CHECK ((kind IN ('map', 'layer', 'crop')) = (model_id IS NOT NULL)),
  CHECK ((model_id IS NULL) = (score IS NULL))
);

-- A map was made for the calibration that had decided on its image last. Without a decision nobody could tell its score.
INSERT INTO evidence (content_hash, kind, model_id, score, picture, reason, added_at)
SELECT content_hash, kind, model_id, score, picture, reason, added_at FROM (
  SELECT e.*, (
    SELECT k.score FROM capture c
    JOIN decision d ON d.capture_id = c.id
    JOIN calibration k ON k.id = d.calibration_id
    WHERE c.content_hash = e.content_hash AND k.model_id = e.model_id AND d.decided_at <= e.added_at
    ORDER BY d.decided_at DESC LIMIT 1) AS score
  FROM evidence_before e)
WHERE kind = 'thumbnail' OR score IS NOT NULL;

DROP TABLE evidence_before;
CREATE UNIQUE INDEX evidence_of_content ON evidence (content_hash, kind, ifnull(model_id, ''), ifnull(score, ''));

-- Good images that a model learned from, with their coarse looks, by which the one nearest to another image is found.
CREATE TABLE good_picture (
  model_id     TEXT NOT NULL REFERENCES model (id),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
  path         TEXT NOT NULL,
  look         BLOB NOT NULL,
  picture      TEXT NOT NULL REFERENCES picture (sha256),
  PRIMARY KEY (model_id, content_hash)
);

CREATE TABLE neighbour (
  content_hash TEXT NOT NULL REFERENCES content (hash),
  model_id     TEXT NOT NULL,
  good_hash    TEXT NOT NULL,
  correlation  REAL NOT NULL CHECK (correlation BETWEEN -1 AND 1),
  PRIMARY KEY (content_hash, model_id),
  FOREIGN KEY (model_id, good_hash) REFERENCES good_picture (model_id, content_hash)
) WITHOUT ROWID;

-- Unflagged images drawn at random, without which nobody learns what was missed.
CREATE TABLE audit (
  run_id     TEXT NOT NULL REFERENCES run (id),
  capture_id TEXT NOT NULL REFERENCES capture (id),
  PRIMARY KEY (run_id, capture_id)
) WITHOUT ROWID;

CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
