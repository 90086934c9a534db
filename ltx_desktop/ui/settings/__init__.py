"""The API token and the service's address."""
