"""LTX Accounts: keep the LTX Studio accounts of a useapi.net subscription alive."""

__version__ = "0.1.0"
