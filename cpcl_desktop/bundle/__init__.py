"""What trainer and desktop must agree on: manifest, preprocessing, tokenizer, errors.

Both read and write bundles through this package, and share nothing else.
Nothing here may know Qt, torch, ONNX Runtime, cases or footage.
"""
