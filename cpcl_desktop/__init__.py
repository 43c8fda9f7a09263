"""CPCL Desktop: search footage for a person by describing them, on the analyst's own machine."""

__version__ = "0.1.0"
