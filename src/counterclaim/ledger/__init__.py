"""The store that only grows."""
