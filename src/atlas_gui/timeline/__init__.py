"""The geometry of the timeline, without painting and without Qt.

Days are floating-point day numbers as in `domain.edtf_days`: day n lasts from n to n + 1.
Lengths on screen are device-independent pixels.
"""
