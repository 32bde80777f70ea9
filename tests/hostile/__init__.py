"""Bad input of every kind: each gives a plain answer or a clear error for itself alone, in bounded time and memory."""
