"""The build of the name table: published packages in, tables of facts out, and one binary from them."""
