-- The likelihood of what reaches a flow's last scale, by which a line can decide; NULL for what was scored before there was one.

ALTER TABLE score ADD COLUMN last_scale REAL;
ALTER TABLE reference_score ADD COLUMN last_scale REAL;
