"""Puts it together: arguments, paths, wiring, the event loop, orderly shutdown, logging."""
