"""Controllers: each forwards what a person wants to a use-case, and shows what came of it."""
