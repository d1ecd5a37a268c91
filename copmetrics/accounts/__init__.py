"""The accounts: what is told of a community, a section a module."""
