"""Wikitext in; its visible text, words by script, references, quality, authorship and reverts out: pure functions."""
