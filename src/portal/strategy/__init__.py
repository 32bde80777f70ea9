"""What the strategy wants and what was measured in; versions, reviews, forecasts and reports to donors out."""
