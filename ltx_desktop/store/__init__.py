"""Keeping things on this machine: accounts in SQLite, the API token in the keyring, settings."""
