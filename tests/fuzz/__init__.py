"""Fuzz targets: run for seconds as tests, and for as long as one likes by hand."""
