"""Content files become a snapshot and diagnostics; bad text never raises."""
