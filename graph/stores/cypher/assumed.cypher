// What was assumed in reading the claims of the day: what was set aside, and why; what rests on a presumption; and
// which schools were read under another record of themselves.
CALL (claims) {
  UNWIND claims AS c
  WITH c WHERE NOT c.standing IN ['certain', 'presumed']
  WITH c.standing AS standing, count(*) AS number
  RETURN collect({standing: standing, number: number}) AS aside
}
CALL (claims) {
  UNWIND claims AS c
  UNWIND c.moved AS w
  WITH DISTINCT w.is.id AS is, w.now.id AS now
  RETURN collect([is, now]) AS carried
}
RETURN aside, carried, size([t IN ties WHERE t.live AND t.ties AND t.standing = 'presumed']) AS presumed
