"""Objectives, initiatives, partners, money and risks in; versions of a strategy, each sealed and comparable, out."""
