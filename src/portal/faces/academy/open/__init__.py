"""What everybody, applicants, participants and guardians ask for in; their pages and what they decide, out."""
