"""Packages of known origins go in; what tells their lists apart comes out, packed."""
