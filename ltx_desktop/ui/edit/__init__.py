"""Adding and renewing an account from pasted cookies."""
