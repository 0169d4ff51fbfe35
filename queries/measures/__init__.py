"""Measures of networks: functions of a sparse matrix and plain arrays, which know nothing of schools."""
