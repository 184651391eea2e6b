-- The whole and the local view of an image joined, by which a line can decide; NULL for what was scored before there was one.

ALTER TABLE score ADD COLUMN joint REAL;
ALTER TABLE reference_score ADD COLUMN joint REAL;
