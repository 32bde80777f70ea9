"""Donors and programs that ask in; the page of a partner and IATI files out."""
