"""PINs as hashes that are slow to try (argon2id), so that four digits are no quick guess for a thief.

Parameters: 8 MiB and three passes, about 10 ms here. More would hold up everybody whose updates are
decided together with this one; what the hash protects is sealed besides.
"""

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_HASHER = PasswordHasher(time_cost=3, memory_cost=8 * 1024, parallelism=1)


def hash_pin(digits: str) -> str:
    """The hash to keep; another one each time."""
    return _HASHER.hash(digits)


def verify_pin(hash: str, digits: str) -> bool:
    """True for the digits that the hash was made of; False as well for what is no hash."""
    try:
        return _HASHER.verify(hash, digits)
    except (Argon2Error, InvalidHashError):
        return False
