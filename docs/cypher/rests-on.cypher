// Made from the code by `make docs`: change the code, not this page.
// Which schools would stand on another rung if a school, person or group were gone.
//
// Set first, each line by itself:
//   :param on => date('2013-09-30')
//   :param presumed_years => 5
//   :param certain_only => false
//   :param authority => 'Reading'
//   :param schools => null
//   :param without => 'urn:109748'
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

// The day as it is, and as it would be if $without (the id of a school, person or group) ended: its ties go, and what
// was read is still read. A designation ends with the person, not with the body that gave it.
WITH *, ties AS all_ties
UNWIND [false, true] AS ended
WITH on, claims, aliases, lost, ended, [t IN all_ties WHERE NOT (ended AND t.live AND (t.source.id = $without
    OR (t.relation <> 'designated' AND coalesce(t.target.id = $without, false))))] AS ties

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

// How many ties lie between each node and its nearest leader: the leaders, then all that are one tie away, and so on.
WITH *, reduce(walk = {levels: [leaders], rest: [x IN around WHERE NOT x.node IN leaders]}, level IN range(1, size(around)) |
    CASE WHEN size(last(walk.levels)) = 0 THEN walk ELSE {
      levels: walk.levels + [[x IN walk.rest WHERE any(n IN x.to WHERE n IN last(walk.levels)) | x.node]],
      rest: [x IN walk.rest WHERE none(n IN x.to WHERE n IN last(walk.levels))]} END).levels AS levels

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

// The schools that would stand on another rung.
WITH ended, rungs
UNWIND rungs AS m
WITH m.school AS school, collect({ended: ended, rung: m.rung, via: m.via}) AS said
WITH school, [s IN said WHERE NOT s.ended][0].rung AS before, [s IN said WHERE s.ended][0].rung AS left
// Who loses the last tie that was read is alone then, not unread.
WITH school, before, CASE WHEN left = 'nothing read' AND before <> left THEN 'alone' ELSE left END AS after
WHERE before <> after AND school.id <> $without
RETURN school.id AS id, school.name AS name, before, after
ORDER BY id
