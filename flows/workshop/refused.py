"""What an editor asked for and cannot have."""


class Refused(Exception):
    """Nothing was done; the message says why, and how to mend it, in whole sentences."""
