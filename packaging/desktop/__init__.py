"""What makes Atlas a program like others on a desktop: icons, entry, file type, description, manual."""
