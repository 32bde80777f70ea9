"""Addresses of wikis flow in, and what stands in them, and measures of their texts, flow out; knows no academies."""
