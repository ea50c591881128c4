"""Takes other people's registers, spreadsheets and datasets in as records of a library.

`reading` makes rows of a file, whatever its form; a `profile` says what its columns mean; `mapping`
makes records of the rows; `plan` compares them with a library and, if the reader accepts, saves.
"""
