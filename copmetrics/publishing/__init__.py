"""A report from its notebook to its files: run, built whole, put in its place."""
