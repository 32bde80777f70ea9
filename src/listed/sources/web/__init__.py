"""The address of a page flows in, and the page as served or as rendered flows out; no private address is reached."""
