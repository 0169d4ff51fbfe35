// The leaders nearest to each school, walking from it towards them a level at a time.
CALL (schools, levels, around) {
  UNWIND schools AS school
  WITH school, [i IN range(0, size(levels) - 1) WHERE school IN levels[i]][0] AS distance
  WITH school, distance, reduce(edge = [school], i IN CASE WHEN distance > 0 THEN range(1, distance) ELSE [] END |
      [x IN around WHERE x.node IN levels[distance - i] AND any(n IN x.to WHERE n IN edge) | x.node]) AS nearest
  RETURN collect({school: school, distance: distance, nearest: CASE WHEN distance IS NULL THEN [] ELSE nearest END}) AS found
}
WITH found
UNWIND found AS f
CALL (f) {
  UNWIND f.nearest AS leader
  WITH leader ORDER BY leader.id
  RETURN collect(leader.id) AS nearest
}
RETURN f.school.id AS id, f.school.name AS name, f.distance AS distance, nearest
ORDER BY id
