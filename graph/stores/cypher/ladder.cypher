WITH rungs
UNWIND rungs AS m
RETURN m.school.id AS id, m.school.name AS name, m.rung AS rung, m.via AS via, m.distance AS distance,
  [n IN m.nearest | n.id] AS nearest, [n IN m.schools | n.id] AS schools, [n IN m.groups | n.id] AS groups,
  [n IN m.leaders | n.id] AS leaders, [n IN m.unnamed | n.id] AS unnamed
ORDER BY id
