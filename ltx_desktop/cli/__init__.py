"""The same use-cases without a screen, one file a command; loads no Qt."""
