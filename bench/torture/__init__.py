"""What Atlas keeps is tortured here: killed while it saves, refused by the system, fed with rubbish."""
