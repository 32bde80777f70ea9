"""What organisers, trainers and mentors of an edition ask for in; their pages and what they decide, out."""
