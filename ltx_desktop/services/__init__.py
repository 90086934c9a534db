"""The use-cases: async, each returning a closed union of outcomes."""
