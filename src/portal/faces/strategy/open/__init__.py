"""What everybody asks about the strategy in; its versions, objectives, partners and indicators, page by page, out."""
