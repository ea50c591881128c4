"""Taking other people's data in: pick a file, say what its columns mean, look, import."""
