"""What is on screen: widgets, panes and dialogs."""
