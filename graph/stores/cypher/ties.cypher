// What was set aside, and why, beside the ties.
CALL (claims) {
  UNWIND claims AS c
  WITH c WHERE NOT c.standing IN ['certain', 'presumed']
  WITH c.standing AS standing, count(*) AS number
  RETURN collect({standing: standing, number: number}) AS aside
}
CALL (claims) {
  UNWIND claims AS c
  UNWIND c.moved AS w
  RETURN count(DISTINCT [w.is, w.now]) AS carried
}
WITH ties, aside, carried
UNWIND ties AS t
RETURN t.relation AS relation, t.source.id AS source, t.target.id AS target, t.live AS live, t.standing AS standing,
  t.claims AS claims, t.leads AS leads
ORDER BY relation, source, target, live
