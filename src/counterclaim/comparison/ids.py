"""Ids of what comparison makes, derived from content: the same claims give the same ids on any machine.

In: words. Out: a short hexadecimal id.
"""

import hashlib

# 64 bits, as for claims: a million questions collide with a chance of 3 in 100 million.
HEX_DIGITS = 16


def derived_id(prefix: str, *parts: object) -> str:
    """A prefix letter and the hash of the parts."""
    key = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha256(key.encode("utf-8")).hexdigest()[:HEX_DIGITS]
