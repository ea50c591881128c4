"""Records as tables and lists that other programs read; one module a format.

`saving.save_table` writes any of them, `formats.Format` names them.
"""
