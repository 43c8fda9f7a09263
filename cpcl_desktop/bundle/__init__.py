"""What trainer and desktop must agree on: manifest, preprocessing, tokenizer."""
