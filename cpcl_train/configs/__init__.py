"""Training recipes, one TOML each."""
