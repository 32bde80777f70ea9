"""Addresses of academies in; what everybody, participants, guardians, jurors and organisers see and do, out."""
