"""Submissions as they arrive: folders, archives, notebooks and the downloads of learning platforms."""
