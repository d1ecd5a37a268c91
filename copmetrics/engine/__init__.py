"""The one room that knows which engine runs the models."""
