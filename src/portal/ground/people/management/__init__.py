"""Commands for the owner of the machine."""
