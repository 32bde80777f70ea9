"""An operator's commands in; a portal that is made ready, served, backed up and restored, out."""
