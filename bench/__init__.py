"""Measurements of Atlas as a whole process, each beside the least that the same job could cost."""
