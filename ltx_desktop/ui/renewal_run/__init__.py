"""Renewing several accounts in one go."""
