"""Conversations as editors write them down: read, replayed, mended, counted."""
