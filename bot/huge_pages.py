"""Gathers the memory of this process in huge pages, where the system has them.

Interpreter, libraries and content are some ten thousand small pages that every update walks all over;
on a virtual machine, finding a page that the processor has forgotten takes as long as a line of Python.
"""

import ctypes
from collections.abc import Iterator
from pathlib import Path

MAPS = Path("/proc/self/maps")

_COLLAPSE = 25
"""MADV_COLLAPSE, since Linux 6.1. Older ones refuse it, and then everything stays as it is."""


def gather_memory() -> None:
    """Do it for what is in use now; it only ever changes how quick the memory is."""
    if MAPS.exists():
        libc = ctypes.CDLL(None)
        for start, end in _own_memory():
            libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _COLLAPSE)


def _own_memory() -> Iterator[tuple[int, int]]:
    """First and last address of every piece that is writable, private and no file."""
    for line in MAPS.read_text().splitlines():
        span, rights, _, _, inode, *name = line.split(maxsplit=5)
        if rights == "rw-p" and inode == "0" and name in ([], ["[heap]"]):
            start, _, end = span.partition("-")
            yield int(start, 16), int(end, 16)
