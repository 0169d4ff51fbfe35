"""Sources become nodes and claims here, with a report in which rows read = kept + refused."""
