-- An image keeps one decision by each calibration. When one that decided before comes into force again, no scan decides anew what it
-- has decided already: the queue takes those decisions up at once.
CREATE TRIGGER activation_is_queued AFTER INSERT ON activation
BEGIN
  UPDATE review_item SET run_id = d.run_id, calibration_id = d.calibration_id, outcome = d.outcome, score = d.margin + k.review_threshold,
    severity = ifnull(d.margin / u.unit, 1e300), decided_at = d.decided_at
  FROM decision d JOIN run r ON r.id = d.run_id AND r.job = 'scan'
    JOIN calibration k ON k.id = d.calibration_id JOIN margin_unit u ON u.calibration_id = k.id
  WHERE review_item.line_id = NEW.line_id AND review_item.calibration_id <> NEW.calibration_id
    AND d.capture_id = review_item.capture_id AND d.calibration_id = NEW.calibration_id;
END;
