-- No statement reads these two: calendars and "the next slot" walk slots_experience_id_starts_at_key, which is unique anyway.
-- Every slot that is made, closed or cancelled paid for them.
DROP INDEX slots_open_starts_at_idx;
DROP INDEX slots_open_experience_bookable_idx;
