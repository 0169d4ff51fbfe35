// The day as it is, and as it would be if $without (the id of a school, person or group) ended: its ties go, and what
// was read is still read. A designation ends with the person, not with the body that gave it.
WITH *, ties AS all_ties
UNWIND [false, true] AS ended
WITH on, claims, aliases, lost, ended, [t IN all_ties WHERE NOT (ended AND t.live AND (t.source.id = $without
    OR (t.relation <> 'designated' AND coalesce(t.target.id = $without, false))))] AS ties
