"""Writing: a graph becomes files."""
