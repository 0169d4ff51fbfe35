// What every route hangs on: a node that each nearest leader's shortest route goes through is a thread if no leader
//    is reached any more without it. Nearest first.
CALL (held, levels, around, leaders) {
  UNWIND held AS m
  WITH m, reduce(route = [[m.school]], i IN CASE WHEN m.distance > 0 THEN range(1, m.distance) ELSE [] END | route +
      [[x IN around WHERE x.node IN levels[m.distance - i] AND any(n IN x.to WHERE n IN last(route)) | x.node]]) AS route
  WITH m, last(route) AS nearest, [level IN route[1..] WHERE size(level) = 1 | level[0]] AS maybe
  RETURN collect(m {.*, nearest: CASE WHEN m.distance IS NULL THEN [] ELSE nearest END,
    threads: [cut IN maybe WHERE none(n IN reduce(walk = {seen: [m.school], edge: [m.school]}, i IN range(1, size(around)) |
      CASE WHEN size(walk.edge) = 0 OR any(n IN walk.edge WHERE n IN leaders) THEN walk ELSE
        [next IN [[x IN around WHERE x.node <> cut AND NOT x.node IN walk.seen AND any(n IN x.to WHERE n IN walk.edge)
                   | x.node]] | {seen: walk.seen + next, edge: next}][0] END).edge
      WHERE n IN leaders)]}) AS placed
}
// The first rung that applies. A school of whose ties no source speaks, for the day or before it, stands on none.
CALL (claims) {
  UNWIND claims AS c
  WITH c WHERE c.standing <> 'not yet' AND NOT c.relation IN ['participates_in', 'funded_by']
  // What an authority decided of its own is no reading of a source.
  WITH c WHERE NOT c.dataset STARTS WITH 'own-decisions:'
  WITH c WHERE c.relation <> 'holds_role' OR NOT EXISTS { MATCH (d:Dataset {id: c.dataset}) WHERE d.lists_all }
  UNWIND c.ends AS n
  RETURN collect(DISTINCT n) AS heard
}
CALL (placed, heard) {
  UNWIND placed AS m
  WITH m, CASE
    WHEN size(m.schools + m.groups + m.leaders + m.unnamed) = 0
      THEN CASE WHEN m.school IN heard THEN 'alone' ELSE 'nothing read' END
    WHEN m.circle IS NOT NULL THEN 'inward'
    WHEN m.distance IS NULL THEN 'out of reach'
    WHEN size(m.threads) > 0 THEN 'by a thread'
    ELSE 'connected' END AS rung
  WITH m, rung, CASE rung
    WHEN 'inward' THEN CASE WHEN size(m.circle.home) > 0 THEN m.circle.home ELSE [n IN m.federation WHERE n <> m.school] END
    WHEN 'by a thread' THEN m.threads WHEN 'connected' THEN m.nearest ELSE [] END AS via
  CALL (rung, via) {
    UNWIND range(0, size(via) - 1) AS i
    WITH rung, via[i].id AS id, min(i) AS i ORDER BY CASE rung WHEN 'by a thread' THEN i ELSE 0 END, id
    RETURN collect(id) AS hangs_on
  }
  RETURN collect(m {.*, rung: rung, via: hangs_on}) AS rungs
}
