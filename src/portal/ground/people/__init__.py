"""An e-mail address in; a person out, known in public by a name of their choice and to the ledger by a handle."""
