"""Steps from an empty database to this version of the tables."""
