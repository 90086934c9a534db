"""The first start: paste the API token, or open the demo."""
