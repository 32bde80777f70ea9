"""A database in, one file out; that file in, an equal database out: backups, and proof that they are whole."""
