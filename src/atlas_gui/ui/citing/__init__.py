"""Citing from the window: what the actions do, the choice of a style, and citations kept at hand."""
