"""The log: what is written down when something goes wrong, without anything personal in it. No Qt.

`cleaning` decides what of a message, a path or an error may stand there; `writing` has the files;
`crashes` what is found of a run that ended in the middle.
"""
