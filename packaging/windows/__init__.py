"""The Windows installer: what signs programs there, what Inno Setup is told, and the script that it follows."""
