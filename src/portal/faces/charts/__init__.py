"""Figures in, pictures out: SVG that follows light and dark, with a title, a description and a table beside; cards"""
