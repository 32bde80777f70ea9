"""The name of a language in, how it writes days out, where Django writes them otherwise than this portal."""
