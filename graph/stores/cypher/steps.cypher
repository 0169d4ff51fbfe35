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
