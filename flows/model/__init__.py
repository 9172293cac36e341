"""The values that every other package speaks in, and the few pure questions that two of them ask."""
