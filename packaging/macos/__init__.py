"""The application bundle and disk image of macOS. Parsed, but never built: that needs a Mac."""
