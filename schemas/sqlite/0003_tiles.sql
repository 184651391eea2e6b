-- In how many tiles a picture was looked at; NULL where the model takes it whole.

ALTER TABLE score ADD COLUMN tiles INTEGER CHECK (tiles > 0);
ALTER TABLE reference_score ADD COLUMN tiles INTEGER CHECK (tiles > 0);
