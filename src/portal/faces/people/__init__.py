"""Signing in with a code or a passkey, what people decide about themselves, and the choice of language."""
