"""Telling a person something while the window may not be seen."""
