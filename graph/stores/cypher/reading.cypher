// Who stands for whom. A node that somebody judged to be another is read as that other: "is". Where that school is
// not open on the day, the one record it came from or went on as is meant, unless the same source tells the two
// apart: "now".
CALL () {
  MATCH (d:Decision {verdict: 'same'})
  MATCH (x:Entity {id: d.left})
  WITH DISTINCT x
  CALL (x) {
    OPTIONAL MATCH (x) ((p)-[:SAME_AS]->(q)
      WHERE NOT EXISTS { MATCH (later:Decision {left: p.id, verdict: 'same'}) WHERE later.right > q.id }){1,} (c)
    WHERE EXISTS { (c)-[:SAME_AS]->{1,}(c) } OR NOT EXISTS { MATCH (u:Decision {left: c.id, verdict: 'same'}) WHERE u.right > '' }
    WITH c ORDER BY c.id LIMIT 1
    RETURN c AS is
  }
  RETURN collect({who: x, is: is}) AS judged
}
CALL (on, judged) {
  UNWIND judged AS j
  WITH j.who AS x, j.is AS c, [k IN judged WHERE k.who.dataset = j.who.dataset AND k.is IS NOT NULL | k.is] AS told_apart
  CALL (on, x, c, told_apart) {
    OPTIONAL MATCH lives = (c) ((p:Entity)-[s:SUCCEEDS]-(q:Entity)
      WHERE startNode(s) = CASE WHEN on < c.open_from THEN p ELSE q END
        AND NOT EXISTS { MATCH (p)-[o1:SUCCEEDS]-(o2:Entity)
          WHERE (startNode(o1) = p) = (startNode(s) = p) AND o2 <> q }
        AND NOT EXISTS { MATCH (q)-[o3:SUCCEEDS]-(o4:Entity)
          WHERE (startNode(o3) = q) = (startNode(s) = q) AND o4 <> p }
    ){1,} (v)
    WHERE x.type IS NOT NULL AND c <> x AND c.type = 'school' AND (on < c.open_from OR on > c.open_until)
      AND all(n IN nodes(lives)[1..] WHERE n.type IS NOT NULL AND NOT n IN told_apart)
      AND all(n IN nodes(lives)[1..-1] WHERE coalesce(on < n.open_from OR on > n.open_until, false))
      AND NOT coalesce(on < v.open_from OR on > v.open_until, false)
    RETURN v LIMIT 1
  }
  WITH collect({who: x, is: c, now: coalesce(v, c)}) AS aliases
  RETURN aliases, [j IN aliases WHERE j.is IS NULL | j.who] AS lost
}
// How each claim stands on the day: by its own dates, then by the days on which its ends are open. A federation or
// trust is made of records: what is said of it stays with "is".
CALL (on, aliases, lost) {
  MATCH (a:Entity)-[r:!SAME_AS&!SUCCEEDS&!NOT_SUCCEEDS&!PLANNED_SUCCEEDS&!IN_AUTHORITY&!NOT_IN_AUTHORITY&!PLANNED_IN_AUTHORITY]->(b)
  WITH r, toLower(replace(replace(type(r), 'PLANNED_', ''), 'NOT_', '')) AS relation, b:Entity AS named,
    CASE WHEN EXISTS { (a)-[:SAME_AS]->() } OR a IN lost THEN [j IN aliases WHERE j.who = a][0] ELSE {is: a, now: a} END AS of,
    CASE WHEN EXISTS { (b)-[:SAME_AS]->() } OR b IN lost THEN [j IN aliases WHERE j.who = b][0] ELSE {is: b, now: b} END AS to,
    CASE WHEN coalesce(r.not_before, r.vouched_from) IS NULL THEN -1
         ELSE reduce(most = 0, days IN [duration.inDays(on, r.vouched_from).days, duration.inDays(r.vouched_until, on).days]
                     | CASE WHEN days > most THEN days ELSE most END) END AS gap
  WITH r, relation, gap, on < coalesce(r.not_before, r.vouched_from) AS early,
    CASE WHEN relation = 'federation' OR to.is.formal THEN [of.is, to.is] ELSE [of.now, to.now] END
      [..CASE WHEN named THEN 2 ELSE 1 END] AS ends,
    CASE WHEN relation = 'federation' OR to.is.formal THEN [] ELSE [w IN [of, to] WHERE w.is <> w.now] END AS moved
  WITH r, relation, gap, ends, moved, CASE
      WHEN type(r) STARTS WITH 'PLANNED_' THEN 'planned'
      WHEN on < r.not_before OR on > r.not_after THEN CASE WHEN early THEN 'not yet' ELSE 'dormant' END
      WHEN on >= r.sure_from AND on <= r.sure_until OR 0 < gap <= 366 THEN 'certain'
      WHEN gap <= $presumed_years * 365.25 THEN 'presumed'
      WHEN early THEN 'not yet' ELSE 'stale' END AS standing
  WITH r, relation, gap, ends, moved, all(n IN ends WHERE n IS NOT NULL AND n.type IS NOT NULL) AS held, CASE
      WHEN NOT standing IN ['certain', 'presumed'] THEN standing
      WHEN type(r) STARTS WITH 'NOT_' THEN 'denied'
      WHEN any(n IN ends WHERE on < n.open_from) THEN 'not yet'
      WHEN any(n IN ends WHERE n IS NULL OR n.type IS NULL OR on > n.open_until) THEN 'dormant'
      WHEN any(n IN ends WHERE n.closing_unknown) THEN 'presumed'
      ELSE standing END AS standing
  RETURN collect({
    relation: relation, held: held, moved: moved, role: r.role, dataset: r.dataset, claim: r.claim,
    denies: type(r) STARTS WITH 'NOT_',
    gap: CASE gap WHEN -1 THEN 1000000000 ELSE gap END,
    ends: CASE WHEN relation IN ['federation', 'partnership'] AND ends[0].id > ends[1].id THEN reverse(ends) ELSE ends END,
    standing: CASE WHEN $certain_only AND standing = 'presumed' THEN 'stale' ELSE standing END
  }) AS claims
}
// Ties: what live claims say of two nodes, but for claims that a denial of the same matter, dated nearer the day,
// undoes; and what lapsed claims say of two nodes that nothing live joins.
CALL (claims) {
  UNWIND claims AS c
  WITH c WHERE c.held AND (size(c.ends) = 1 OR c.ends[0] <> c.ends[1])
  WITH c.relation AS relation, c.ends[0] AS source, c.ends[1] AS target, collect(c) AS said
  WITH relation, source, target,
    [c IN said WHERE c.standing IN ['dormant', 'stale'] AND NOT c.denies] AS lapsed,
    [c IN said WHERE c.standing IN ['certain', 'presumed'] AND NOT any(d IN said WHERE d.standing = 'denied'
      AND coalesce(d.role = c.role, d.role IS NULL)
      AND (d.gap < c.gap OR (d.gap = c.gap AND c.standing = 'presumed')))] AS live
  WHERE size(live) > 0 OR size(lapsed) > 0
  RETURN collect({
    relation: relation, source: source, target: target, live: size(live) > 0,
    ties: NOT relation IN ['designated', 'participates_in', 'funded_by'],
    standing: [w IN ['certain', 'presumed', 'dormant', 'stale']
               WHERE any(c IN CASE WHEN size(live) > 0 THEN live ELSE lapsed END WHERE c.standing = w)][0],
    claims: [c IN CASE WHEN size(live) > 0 THEN live ELSE lapsed END | c.claim],
    leads: any(c IN live WHERE (relation = 'designated' AND c.role IN ['NLE', 'LLE', 'SLE', 'SBM advocate', 'SBD'])
                            OR (c.role = 'teaching school' AND source.type = 'school'))
  }) AS ties
}
