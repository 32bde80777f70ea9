"""The same records for programs: JSON, CSV, Parquet, feeds, badges."""
