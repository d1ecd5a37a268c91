"""A folder in, a community's tables out."""
