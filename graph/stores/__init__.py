"""The stores: each keeps the contract of graph.store, and one suite holds them all to it."""
