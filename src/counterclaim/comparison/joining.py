"""Joining things that share something into groups (union-find), with a result that does not depend on the order.

In: a mapping of each item to itself. Out: the same mapping, in which `root` finds the group's first name.
"""

from collections.abc import MutableMapping


def root(parent: MutableMapping[str, str], item: str) -> str:
    """The name of the group that the item is in."""
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


def join(parent: MutableMapping[str, str], a: str, b: str) -> None:
    """Make one group of two; it is named by whichever name comes first in order."""
    a, b = root(parent, a), root(parent, b)
    if a != b:
        parent[max(a, b)] = min(a, b)
