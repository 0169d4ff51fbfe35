// Every tie: between whom, whether it is live, how it stands, on which claims, and whether it makes a leader.
WITH ties
UNWIND ties AS t
RETURN t.relation AS relation, t.source.id AS source, t.target.id AS target, t.live AS live, t.standing AS standing,
  t.claims AS claims, t.leads AS leads
ORDER BY relation, source, target, live
