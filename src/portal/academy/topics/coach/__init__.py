"""A draft in wikitext in; kind hints on tone, neutrality, sources and copies out: pure rules, words as data."""
