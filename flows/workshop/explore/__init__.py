"""Walks all that content offers with the real engine: what is reached, what never is, what goes wrong."""
