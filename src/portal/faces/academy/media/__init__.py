"""Files of participants and wishes for pictures in; the media desk, page by page, out."""
