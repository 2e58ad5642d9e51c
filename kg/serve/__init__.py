"""Serving a graph over HTTP, read-only."""
