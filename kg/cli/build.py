"""``kg build``."""
