"""The lives of all accounts on one axis of time, and the jobs that are usable."""
