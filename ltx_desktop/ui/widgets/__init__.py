"""Widgets, and what widgets need, that several rooms use."""
