"""Snapshot, session, event and now become a step: pure, deterministic, without any I/O."""
