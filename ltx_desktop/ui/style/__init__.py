"""How it looks: icons, colours, palettes, distances."""
