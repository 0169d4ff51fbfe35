// How many ties lie between each node and its nearest leader: the leaders, then all that are one tie away, and so on.
WITH *, reduce(walk = {levels: [leaders], rest: [x IN around WHERE NOT x.node IN leaders]}, level IN range(1, size(around)) |
    CASE WHEN size(last(walk.levels)) = 0 THEN walk ELSE {
      levels: walk.levels + [[x IN walk.rest WHERE any(n IN x.to WHERE n IN last(walk.levels)) | x.node]],
      rest: [x IN walk.rest WHERE none(n IN x.to WHERE n IN last(walk.levels))]} END).levels AS levels
