"""A strategy in; IATI files out. IATI files and spreadsheets in; rows of the strategy out."""
