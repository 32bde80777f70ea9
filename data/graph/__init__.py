"""Helpers of build_graph.py: addresses of packages in, lines of the graph out."""
