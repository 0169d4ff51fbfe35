// Made from the code by `make docs`: change the code, not this page.
// The cheapest route from a school to a system leader, or to a node that is named.
//
// Set first, each line by itself:
//   :param on => date('2013-09-30')
//   :param presumed_years => 5
//   :param certain_only => false
//   :param school => 'urn:109748'
//   :param to => null
//   :param dormant => false
//   :param used => []
//
// Limits: the ties of the whole store are gathered in the server's memory, and each walk goes through all of them
// anew: made for an authority or a few, in a store of some ten thousand ties. Ask for one authority in a larger one.
WITH $on AS on
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

// The system leaders, the steps a route may take, both ways, and the nodes around each node.
CALL (ties) {
  UNWIND ties AS t
  WITH t WHERE t.leads
  RETURN collect(DISTINCT t.source) AS leaders
}
CALL (ties) {
  UNWIND ties AS t
  UNWIND [[t.source, t.target], [t.target, t.source]] AS way
  WITH t, way WHERE t.live AND t.ties AND way[1].step
  RETURN collect({from: way[0], to: way[1], sort: way[1].type, relation: t.relation}) AS steps
}
CALL (steps) {
  UNWIND steps AS x
  WITH x WHERE x.from.step
  WITH x.from AS node, collect(DISTINCT x.to) AS to
  RETURN collect({node: node, sort: node.type, to: to}) AS around
}

// The cheapest route from $school to $to, or, where that is null, to any leader but the school itself and people who
// work only there. A step costs what its relation does; over a tie that lapsed, walked only if $dormant, 5 more; and
// into a node of $used 10 more for each time it stands there: put the nodes between the ends of a route found into
// $used, and ask again for one that goes round them.
CALL (ties) {
  UNWIND [t IN ties WHERE (t.live AND t.ties) OR ($dormant AND NOT t.live)] AS t
  UNWIND [[t.source, t.target], [t.target, t.source]] AS way
  WITH t, way WHERE way[0].step AND way[1].step
  WITH way[0] AS from, way[1] AS to, t, CASE t.relation WHEN 'partnership' THEN 1.5 WHEN 'mentoring' THEN 1.5
    WHEN 'supports' THEN 1.25 ELSE 1.0 END + CASE WHEN t.live THEN 0.0 ELSE 5.0 END AS price
  ORDER BY price, NOT t.live, t.source.id, t.target.id, t.relation
  WITH from, to, collect({tie: t, price: price})[0] AS best
  WITH from, to, best, to.id AS id, size([u IN $used WHERE u = to.id]) * 10.0 AS more
  RETURN collect({from: from, to: to, id: id, tie: best.tie, price: best.price, cost: best.price + more}) AS ways
}
MATCH (start:School {id: $school})
WITH start, ties, ways, [x IN leaders WHERE $to IS NULL AND x <> start AND NOT (x.type = 'person'
    AND any(y IN steps WHERE y.from = start AND y.to = x AND y.relation = 'holds_role')
    AND none(y IN steps WHERE y.from = x AND y.relation IN ['holds_role', 'secondment'] AND y.sort = 'school'
                          AND y.to <> start))] AS others
OPTIONAL MATCH (named:Entity {id: $to})
WITH start, ways, others + CASE WHEN named IS NULL THEN [] ELSE [named] END AS ends
// Dijkstra's algorithm: settle the nearest node, by cost and then by id, and look at the ways that lead on from it.
WITH start, ways, ends, reduce(walk = {settled: [], seen: [{node: start, id: start.id, cost: 0.0, by: null}]},
  i IN range(0, size(ways)) |
  CASE WHEN size(walk.seen) = 0 OR last(walk.settled).node IN ends THEN walk ELSE
    [here IN [reduce(best = walk.seen[0], s IN walk.seen |
       CASE WHEN s.cost < best.cost OR (s.cost = best.cost AND s.id < best.id) THEN s ELSE best END)] |
     [next IN [[w IN ways WHERE w.from = here.node AND none(s IN walk.settled WHERE s.node = w.to)
                            AND none(s IN walk.seen WHERE s.node = w.to AND s.cost <= here.cost + w.cost)
                | {node: w.to, id: w.id, cost: here.cost + w.cost, by: w}]] |
      {settled: walk.settled + [here],
       seen: [s IN walk.seen WHERE s.node <> here.node AND none(n IN next WHERE n.node = s.node)] + next}][0]][0]
  END).settled AS settled
WITH start, CASE WHEN last(settled).node IN ends THEN reduce(back = [last(settled).by], i IN range(1, size(settled)) |
    CASE WHEN back[0].from = start THEN back
         ELSE [s IN settled WHERE s.node = back[0].from | s.by] + back END) ELSE [] END AS route
UNWIND range(0, size(route) - 1) AS i
RETURN i + 1 AS step, route[i].from.id AS from, route[i].to.id AS to, route[i].from.name AS from_name,
  route[i].to.name AS to_name, route[i].tie.relation AS relation, route[i].tie.source.id AS source,
  route[i].tie.target.id AS target, route[i].tie.standing AS standing, route[i].price AS price
ORDER BY step
