"""Those who want to learn in; editions with their sessions, participants, teams and works, out."""
