"""Lists of subjects and their sources in; topics that one team holds at a time, and hints for their drafts, out."""
