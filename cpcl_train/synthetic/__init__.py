"""Rendered, captioned people: training data without a photograph of anybody."""
