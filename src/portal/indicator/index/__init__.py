"""Every observation in; the recognition index of each day, with its interval and coverage, out."""
