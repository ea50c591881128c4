"""The bundle: Atlas with Python and all it needs in one folder, made with PyInstaller."""
