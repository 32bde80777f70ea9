"""Who looks for a subject in; the board, a topic with its sources and coach, lists and the disclosure out."""
