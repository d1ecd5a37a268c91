"""The words of value creation: cycles and learning activities."""
