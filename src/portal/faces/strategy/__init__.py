"""Addresses of the strategy in; what everybody, staff and guests of a review see and do, out."""
