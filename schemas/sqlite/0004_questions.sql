-- What people ask of years of images: one part's history by its serial number, and what another threshold would have
-- flagged. The second index carries everything that is needed to find and order those images.

CREATE INDEX capture_by_serial ON capture (line_id, serial, modified_at) WHERE serial IS NOT NULL;
CREATE INDEX decision_by_margin ON decision (run_id, margin);
