// The schools that would stand on another rung.
WITH ended, rungs
UNWIND rungs AS m
WITH m.school AS school, collect({ended: ended, rung: m.rung, via: m.via}) AS said
WITH school, [s IN said WHERE NOT s.ended][0].rung AS before, [s IN said WHERE s.ended][0].rung AS left
// Who loses the last tie that was read is alone then, not unread.
WITH school, before, CASE WHEN left = 'nothing read' AND before <> left THEN 'alone' ELSE left END AS after
WHERE before <> after AND school.id <> $without
RETURN school.id AS id, school.name AS name, before, after
ORDER BY id
