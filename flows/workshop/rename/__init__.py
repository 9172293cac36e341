"""Gives a screen or a flow another name, everywhere at once, and nothing else."""
