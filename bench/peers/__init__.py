"""Bots by other means, doing the same work, to compare with."""
