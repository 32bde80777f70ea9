"""What every room stands on: ledger, moves, store, people, clock, limits, languages, mail; it imports no room."""
