"""The installer for Windows. Compiled and read, but never run: that needs Windows."""
