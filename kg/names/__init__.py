"""Names: where a text mentions an entity."""
