"""Everything that is handed out: built from one commit, tried as it is, listed with its sum."""
