"""The Flatpak. Its manifest is read by flatpak-builder, but nothing was built: that needs its runtime."""
