"""A file in; what it is, what it tells about people, and what is wrong with it, out. Nothing is changed here."""
