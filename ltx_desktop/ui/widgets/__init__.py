"""Widgets and their helpers that several parts of the window share."""
