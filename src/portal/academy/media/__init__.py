"""Pictures and videos on their way to a wiki in; what to mend before, and the uploaded file, out."""
