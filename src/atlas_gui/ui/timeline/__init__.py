"""The timeline pane: lanes of marks, an axis above them, an overview strip below."""
