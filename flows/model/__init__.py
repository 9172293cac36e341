"""The values that every other package speaks in; no behaviour beyond themselves."""
