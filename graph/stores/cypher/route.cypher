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
