"""Markup, style and script of the graph viewer (package data)."""
