"""Programmes and their editions in; participants, works, jury and results that lasted, out."""
