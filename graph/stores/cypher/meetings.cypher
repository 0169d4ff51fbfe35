// Whom each school meets: from it through people and groups, never on through another school. People who work at
// the school and at no other are its own; a group counts if somebody else is in it; sets of schools that a source
// does not name one by one count, though no route leads on from them.
CALL (ties, steps) {
  UNWIND ties AS t
  WITH t WHERE t.live AND t.ties
  WITH collect({source: t.source, target: t.target, member: t.relation = 'member_of', sort: t.source.type,
    set: [n IN [t.source, t.target] WHERE n.type = 'school' AND NOT n.step]}) AS live
  RETURN [t IN live WHERE t.member] AS members, [t IN live WHERE size(t.set) > 0] AS sets,
    [x IN steps WHERE x.relation IN ['holds_role', 'secondment']] AS posts,
    [x IN steps WHERE x.relation = 'federation'] AS federated
}
CALL (schools, members, sets, posts, federated, around, leaders, levels) {
  UNWIND schools AS school
  WITH school, [x IN posts WHERE x.sort = 'school' AND x.relation = 'holds_role' AND x.to = school AND x.from.step
      AND x.from.type = 'person' AND none(y IN posts WHERE y.from = x.from AND y.sort = 'school' AND y.to <> school)
      | x.from] AS staff,
    reduce(walk = {seen: [school], edge: [school]}, i IN range(1, size(around)) |
      CASE WHEN size(walk.edge) = 0 THEN walk ELSE
        [next IN [[x IN around WHERE x.sort <> 'school' AND NOT x.node IN walk.seen AND any(n IN x.to WHERE n IN walk.edge)
                   | x.node]] | {seen: walk.seen + next, edge: next}][0] END).seen AS walked
  WITH school, staff, walked, [school] + staff AS own, [x IN around WHERE x.node <> school AND NOT x.node IN staff
                                                         AND any(n IN x.to WHERE n IN walked)] AS others
  RETURN collect({
    school: school,
    schools: [x IN others WHERE x.sort = 'school' | x.node],
    leaders: [x IN others WHERE x.sort = 'person' AND x.node IN leaders | x.node],
    groups: [x IN others WHERE x.sort = 'group' AND any(t IN members WHERE t.target = x.node AND NOT t.source IN own)
             | x.node],
    unnamed: reduce(all = [], t IN [t IN sets WHERE t.source IN walked OR t.target IN walked] | all + t.set),
    federation: reduce(all = {seen: [school], edge: [school]}, i IN range(1, size(federated)) |
      CASE WHEN size(all.edge) = 0 THEN all ELSE
        [next IN [[x IN federated WHERE x.from IN all.edge AND NOT x.to IN all.seen | x.to]]
         | {seen: all.seen + next, edge: next}][0] END).seen,
    distance: [i IN range(0, size(levels) - 1) WHERE school IN levels[i]][0]
  }) AS meetings
}
// What holds everybody a school meets: one formal group, or the schools federated with it, where every leader and
// every fellow member of another group that is a person works inside as well.
CALL (meetings, members, posts) {
  UNWIND meetings AS m
  CALL (m) {
    UNWIND m.groups AS home
    WITH home WHERE home.formal ORDER BY home.id
    RETURN collect(home) AS homes
  }
  WITH m, [home IN homes | {home: [home], inside: [t IN members WHERE t.target = home | t.source]}]
    + [{home: [], inside: m.federation}] AS circles
  RETURN collect(m {.*, circle: [c IN circles WHERE size(m.schools + m.unnamed) > 0
    AND all(n IN m.schools + m.unnamed WHERE n IN c.inside)
    AND all(p IN m.leaders + [t IN members WHERE t.sort = 'person' AND t.target IN m.groups AND NOT t.target IN c.home
                              | t.source]
            WHERE any(x IN posts WHERE x.from = p) AND all(x IN posts WHERE x.from <> p OR x.to IN c.inside + c.home))][0]})
    AS held
}
