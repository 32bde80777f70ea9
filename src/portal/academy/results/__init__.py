"""Accounts on wikis in; what they wrote, revision by revision, and what of it lasted, out."""
