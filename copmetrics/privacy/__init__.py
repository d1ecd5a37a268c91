"""What an audience may see."""
