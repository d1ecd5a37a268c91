"""Tables as Parquet, sealed or not, and the cache in which what was read is kept."""
