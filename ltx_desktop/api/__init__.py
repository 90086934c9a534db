"""Talking HTTP to the service: the only place that knows URLs, JSON names and status codes."""
