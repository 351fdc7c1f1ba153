"""The right answers of the tiny course."""
