"""Measures asked of the engine: what each was, how sure that is, and what changed."""
