"""Outcomes, states, durations and problems as sentences, once, for window and command line."""
