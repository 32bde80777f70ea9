"""Works and jurors in; each work's ballots, an order with its ties, a signed result and the prizes out."""
