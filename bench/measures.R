# The measures in R's igraph and sna, timed inside R: Rscript bench/measures.R FOLDER
# Prints a line a measure: its name, the library, the seconds, and the sum of what came out (to be held against ours).
suppressPackageStartupMessages({library(igraph); library(sna)})
folder <- commandArgs(trailingOnly = TRUE)[1]
table <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
edges <- as.matrix(table("edges")); labels <- table("labels")$label
leaders <- table("leaders")$node; areas <- table("areas")
size <- length(labels)
whole <- make_empty_graph(size, directed = FALSE) + igraph::edges(t(edges))
rooted <- add_vertices(whole, 1) + igraph::edges(rbind(size + 1, leaders))
parts <- lapply(split(areas$node, areas$area), function(nodes) induced_subgraph(whole, nodes))
# sna wants each direction of a tie on a row of its own, and the number of nodes beside.
listed <- rbind(cbind(edges, 1), cbind(edges[, 2:1], 1))
attr(listed, "n") <- size
timed <- function(measure, library, work) {
  gc()
  seconds <- system.time(found <- work())[["elapsed"]]
  cat(measure, library, seconds, sprintf("%.17g", sum(found[is.finite(found)])), "\n")
}
timed("distance", "R igraph", function() distances(rooted, v = size + 1)[1, 1:size] - 1)
timed("betweenness_inside", "R igraph", function() unlist(lapply(parts, igraph::betweenness, directed = FALSE)))
timed("constraint", "R igraph", function() constraint(whole))
# Beyond this sna takes from minutes to hours.
if (nrow(edges) < 50000) timed("brokerage", "R sna", function() brokerage(listed, labels)$raw.nli[, 1:5])
