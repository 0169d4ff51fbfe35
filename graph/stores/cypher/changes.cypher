// The two days side by side. A school that went on as another record, one to one, is that record on both; where two
// such records are open on the later day, the last.
WITH collect({on: on, ties: ties, schools: schools, rungs: rungs}) AS days
WITH [d IN days WHERE d.on = $from][0] AS before, [d IN days WHERE d.on = $to][0] AS after
CALL (before, after) {
  UNWIND after.schools AS school
  CALL (school) {
    MATCH lives = (school) ((q:Entity)-[:SUCCEEDS]->(p:Entity)
      WHERE NOT EXISTS { MATCH (q)-[:SUCCEEDS]->(o1:Entity) WHERE o1 <> p }
        AND NOT EXISTS { MATCH (o2:Entity)-[:SUCCEEDS]->(p) WHERE o2 <> q }){0,} (n)
    WITH n, min(length(lives)) AS back ORDER BY back
    RETURN collect(n) AS was
  }
  WITH school, [n IN was WHERE n IN before.schools][0] AS same,
    CASE WHEN school IN before.schools THEN null
         ELSE [n IN was WHERE n IN before.schools AND NOT n IN after.schools][0] END AS earlier
  RETURN collect({school: school, same: same, earlier: earlier}) AS went
}
WITH before, after, went, [w IN went WHERE w.earlier IS NOT NULL
    AND none(v IN went WHERE coalesce(v.earlier = w.earlier, false) AND v.school.id > w.school.id)] AS selves,
  before.schools + [s IN after.schools WHERE NOT s IN before.schools] AS schools
// What concerns the schools: an end is one of them; or one is tied to them on either day, or was, and neither end is a
// school outside.
CALL (before, after, schools) {
  UNWIND before.ties + after.ties AS t
  UNWIND [[t.source, t.target], [t.target, t.source]] AS way
  WITH way, t WHERE (t.ties OR NOT t.live) AND way[0] IN schools AND way[1].step
  RETURN collect(DISTINCT way[1]) AS tied
}
CALL (before, after, schools, tied, selves) {
  UNWIND [[before, 0], [after, 1]] AS d
  UNWIND d[0].ties AS t
  WITH d[1] AS day, t, [n IN [t.source, t.target] WHERE n IS NOT NULL] AS ends WHERE t.live
  WITH day, t, ends, [n IN ends | CASE WHEN day = 1 THEN n
    ELSE coalesce([w IN selves WHERE w.earlier = n][0].school, n) END] AS selves_then
  WHERE any(n IN ends WHERE n IN schools)
     OR (any(n IN ends WHERE n IN tied) AND none(n IN ends WHERE n.type = 'school' AND NOT n IN schools))
  WITH day, t, ends, CASE WHEN t.relation IN ['federation', 'partnership'] AND selves_then[0].id > selves_then[1].id
    THEN reverse(selves_then) ELSE selves_then END AS key
  WITH t.relation AS relation, [n IN key | n.id] AS key, collect({day: day, nodes: [n IN ends | n.id]}) AS said
  WHERE size(said) = 1 OR all(s IN said WHERE s.day = said[0].day)
  RETURN collect({change: CASE said[0].day WHEN 0 THEN 'no longer live' ELSE 'newly live' END, relation: relation,
    nodes: last(said).nodes}) AS ties
}
WITH ties + [w IN went WHERE w.same IS NOT NULL AND [r IN before.rungs WHERE r.school = w.same][0].rung
                            <> [r IN after.rungs WHERE r.school = w.school][0].rung |
    {change: 'rung changed', nodes: CASE WHEN w.same = w.school THEN [w.school.id] ELSE [w.same.id, w.school.id] END,
     before: [r IN before.rungs WHERE r.school = w.same][0].rung, after: [r IN after.rungs WHERE r.school = w.school][0].rung}]
  + [w IN selves | {change: 'school converted', nodes: [w.earlier.id, w.school.id]}]
  + [s IN after.schools WHERE NOT s IN before.schools AND none(w IN selves WHERE w.school = s)
     | {change: 'school opened', nodes: [s.id]}]
  + [s IN before.schools WHERE NOT s IN after.schools AND none(w IN selves WHERE w.earlier = s)
     | {change: 'school closed', nodes: [s.id]}] AS rows
UNWIND rows AS r
RETURN r.change AS change, r.relation AS relation, r.nodes AS nodes, r.before AS before, r.after AS after
ORDER BY change, relation, nodes
