"""Jobs with their hours in; each enqueued when it is due, once, out."""
