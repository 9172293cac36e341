"""Whose a lease is: `boot/name`. A name is borne by one process after the other, a boot by one alone.

So a process that follows another ends the other's leases without touching its own, and what the
other still reports or hands back, should it live on for a while, does not concern the new one.
"""

import secrets

_BOOT_BYTES = 4

NAME_STARTS_AT = 2 * _BOOT_BYTES + 2
"""Where the name begins in an owner, counted from 1 as SQL does."""


def new_owner(name: str) -> str:
    """The owner that a process of this name is from now on."""
    return f"{secrets.token_hex(_BOOT_BYTES)}/{name}"
