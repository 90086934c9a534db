"""A local LTX accounts service over real HTTP on loopback; it imports nothing of the app."""
