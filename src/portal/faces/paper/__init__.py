"""Words in, paper out: letters as A4 pages and cards as pictures, set by typst in the portal's own type."""
