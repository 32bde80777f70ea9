"""Measures, and figures from elsewhere with their source, in; what each indicator said in each period, out."""
