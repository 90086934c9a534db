"""What things are: accounts, cookies, pasted text, expiry. Pure: no I/O, no clock, no Qt."""
