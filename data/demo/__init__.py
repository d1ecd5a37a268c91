"""The pretend world behind the demo community, and one writer for each vendor's exports."""
