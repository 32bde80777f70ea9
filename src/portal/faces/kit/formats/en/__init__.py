"""English days as they are written in Europe."""
