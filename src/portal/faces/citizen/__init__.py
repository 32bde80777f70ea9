"""What citizens do: report, stand behind a letter, follow, and see what came of it."""
