// The schools asked about: those of $schools; or, where that is null, the state-funded schools of $authority (its
//    name, code or id; null: of all) that are open on the day. A school that moved is in the authority that is vouched
//    for on the day, or nearest to it. Where a register is held, schools that only texts name are left out.
CALL (on, aliases, lost) {
  OPTIONAL MATCH (la:LocalAuthority) WHERE $authority IN [la.id, la.name, replace(la.id, 'la:', '')]
  WITH la ORDER BY la.id STARTS WITH 'la:' DESC, la.id LIMIT 1
  WITH la, [la] + [j IN aliases WHERE j.is = la | j.who] AS names
  CALL (on, la, names, aliases, lost) {
    MATCH (a:Entity)-[:IN_AUTHORITY]->(b:Entity) WHERE $schools IS NULL AND ($authority IS NULL OR b IN names)
    WITH DISTINCT a
    MATCH (a)-[r:IN_AUTHORITY]->(b:Entity)
    WITH r, a, b, on < r.not_before OR on > r.not_after AS over, CASE WHEN coalesce(r.not_before, r.vouched_from) IS NULL THEN -1
         ELSE reduce(most = 0, days IN [duration.inDays(on, r.vouched_from).days, duration.inDays(r.vouched_until, on).days]
                     | CASE WHEN days > most THEN days ELSE most END) END AS gap
    WITH CASE WHEN EXISTS { (a)-[:SAME_AS]->() } OR a IN lost THEN [j IN aliases WHERE j.who = a][0].is ELSE a END AS school,
      CASE WHEN EXISTS { (b)-[:SAME_AS]->() } OR b IN lost THEN [j IN aliases WHERE j.who = b][0].is ELSE b END AS there,
      CASE WHEN NOT coalesce(over, false) AND (on >= r.sure_from AND on <= r.sure_until
        OR 0 < gap <= 366 OR gap <= $presumed_years * 365.25) THEN 0 ELSE 10000000000 END AS lapsed,
      CASE gap WHEN -1 THEN 1000000000 ELSE gap END AS gap
    WITH school, there, min(lapsed + gap) AS far
    WITH school, collect({there: there, far: far}) AS said
    WITH school, reduce(best = said[0], x IN said | CASE
      WHEN x.far < best.far OR (x.far = best.far AND x.there.id < best.there.id) THEN x ELSE best END).there AS there
    WITH school WHERE $authority IS NULL OR there = la
    RETURN school
    UNION
    WITH la WHERE $schools IS NULL AND $authority IS NULL
    MATCH (school:School) WHERE none(j IN aliases WHERE j.who = school AND coalesce(j.is <> school, true))
      AND NOT (school.id STARTS WITH 'urn:' AND EXISTS { MATCH (d:Dataset) WHERE d.lists_all })
    RETURN school
  }
  WITH collect(school) AS found
  WITH [s IN found WHERE s.type = 'school' AND s.step AND coalesce(s.state_funded, true)] AS named
  WITH named, [s IN named WHERE s.id STARTS WITH 'urn:' AND EXISTS { MATCH (d:Dataset) WHERE d.lists_all }] AS registered
  WITH CASE WHEN size(registered) > 0 THEN registered ELSE named END AS candidates
  CALL (on, candidates) {
    UNWIND candidates AS s
    WITH s WHERE NOT coalesce(on < s.open_from OR on > s.open_until, false) AND s.closing_unknown IS NULL
    RETURN s
    UNION
    MATCH (s:School) WHERE s.id IN $schools
    RETURN s
  }
  RETURN collect(s) AS schools
}
