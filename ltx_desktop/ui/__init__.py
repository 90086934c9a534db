"""Qt: shows state and forwards intent; holds no rules."""
