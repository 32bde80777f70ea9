"""A package's name flows in, and its file flows out, fetched by the registry's ordinary client."""
