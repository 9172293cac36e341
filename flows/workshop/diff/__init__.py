"""What changed between two versions of the content, as an editor understands it."""
