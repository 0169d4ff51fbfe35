// Whom each school meets: from it through people and groups, never on through another school. People who work at
// the school and at no other are its own; a group counts if somebody else is in it; sets of schools that a source
// does not name one by one count, though no route leads on from them.
CALL (ties) {
  UNWIND ties AS t
  WITH t WHERE t.live AND t.ties
  RETURN collect(t) AS live
}
CALL (schools, live, steps, around, leaders, levels) {
  UNWIND schools AS school
  WITH school, [x IN steps WHERE x.from = school AND x.relation = 'holds_role' AND x.to.type = 'person'
      AND none(y IN steps WHERE y.from = x.to AND y.relation IN ['holds_role', 'secondment']
                            AND y.to.type = 'school' AND y.to <> school) | x.to] AS staff,
    reduce(walk = {seen: [school], edge: [school]}, i IN range(1, size(around)) |
      CASE WHEN size(walk.edge) = 0 THEN walk ELSE {
        seen: walk.seen + [x IN around WHERE x.node.type <> 'school' AND NOT x.node IN walk.seen
                                         AND any(n IN x.to WHERE n IN walk.edge) | x.node],
        edge: [x IN around WHERE x.node.type <> 'school' AND NOT x.node IN walk.seen
                             AND any(n IN x.to WHERE n IN walk.edge) | x.node]} END).seen AS walked
  WITH school, staff, walked, [x IN around WHERE x.node <> school AND NOT x.node IN staff
                                             AND any(n IN x.to WHERE n IN walked) | x.node] AS others
  RETURN collect({
    school: school,
    own: [school] + staff,
    schools: [n IN others WHERE n.type = 'school'],
    leaders: [n IN others WHERE n.type = 'person' AND n IN leaders],
    groups: [n IN others WHERE n.type = 'group' AND any(t IN live WHERE t.relation = 'member_of' AND t.target = n
                                                              AND NOT t.source IN [school] + staff)],
    unnamed: [t IN live WHERE t.target IN walked AND t.source.type = 'school' AND NOT t.source.step | t.source]
           + [t IN live WHERE t.source IN walked AND t.target.type = 'school' AND NOT t.target.step | t.target],
    federation: reduce(all = {seen: [school], edge: [school]}, i IN range(1, size(around)) |
      CASE WHEN size(all.edge) = 0 THEN all ELSE {
        seen: all.seen + [x IN steps WHERE x.relation = 'federation' AND x.from IN all.edge AND NOT x.to IN all.seen | x.to],
        edge: [x IN steps WHERE x.relation = 'federation' AND x.from IN all.edge AND NOT x.to IN all.seen | x.to]} END).seen,
    distance: [i IN range(0, size(levels) - 1) WHERE school IN levels[i]][0]
  }) AS meetings
}
// What holds everybody a school meets: one formal group, or the schools federated with it, where every leader and
// every fellow member of another group that is a person works inside as well.
CALL (meetings, live, steps) {
  UNWIND meetings AS m
  CALL (m) {
    UNWIND m.groups AS home
    WITH home WHERE home.formal ORDER BY home.id
    RETURN collect(home) AS homes
  }
  WITH m, [home IN homes | {home: [home], inside: [t IN live WHERE t.relation = 'member_of' AND t.target = home | t.source]}]
    + [{home: [], inside: m.federation}] AS circles
  RETURN collect(m {.*, circle: [c IN circles WHERE size(m.schools + m.unnamed) > 0
    AND all(n IN m.schools + m.unnamed WHERE n IN c.inside)
    AND all(p IN m.leaders + [t IN live WHERE t.relation = 'member_of' AND t.source.type = 'person'
                                          AND t.target IN m.groups AND NOT t.target IN c.home | t.source]
            WHERE any(x IN steps WHERE x.from = p AND x.relation IN ['holds_role', 'secondment'])
              AND all(x IN steps WHERE NOT (x.from = p AND x.relation IN ['holds_role', 'secondment'])
                                    OR x.to IN c.inside + c.home))][0]}) AS held
}
