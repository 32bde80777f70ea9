"""An open wiki and what is asked of it flow in, and plain records flow out: one module a list, batched to the brim."""
