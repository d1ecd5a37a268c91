"""What a community tells of itself: stories, its own indicators, the matrix and the plan."""
