"""Jurors, organisers of rounds and voters in; ballots, decisions, results that anybody checks, and prizes, out."""
