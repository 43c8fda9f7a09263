"""How good is it? Retrieval of real people by what a witness says, measured on real footage."""
