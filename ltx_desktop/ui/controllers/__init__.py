"""What acts: each shows what a use-case did, and forwards what a person wants."""
