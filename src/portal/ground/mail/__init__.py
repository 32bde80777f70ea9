"""Letters out, each sent once; letters in, none lost: rails that know nothing of what the letters are about."""
