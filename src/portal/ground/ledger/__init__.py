"""What was done, by whom and when, in; one chain of rows out that nobody can change unseen."""
