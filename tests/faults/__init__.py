"""Faults on purpose: decoders that fail, kills, full disks, mutated files."""
