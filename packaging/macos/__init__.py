"""The macOS application: what its Info.plist says, what it may do once signed, and the disk image around it."""
