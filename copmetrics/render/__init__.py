"""An account in, a file out. Nothing here computes."""
