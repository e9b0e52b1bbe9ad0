-- Touches told by a lead's own fields were all known by the same key, so that a lead kept only its own
-- when it took in another.

update lead_touch set touch_key = 'capture/' || cast(lead_id as varchar) where touch_key = 'capture';
