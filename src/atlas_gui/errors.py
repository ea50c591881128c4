"""The one kind of error that a reader sees."""


class AtlasError(Exception):
    """Something went wrong that the reader can do something about.

    `message` is one sentence or two for the reader: what, where, what to do. `detail` is for
    whoever mends it. Raised at the edges (files, exports), shown once, where it is finally caught.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
