"""The one kind of error that a reader sees."""

from atlas_gui.errors import AtlasError


def test_the_reader_gets_the_message_and_the_log_the_detail() -> None:
    error = AtlasError("The file is gone.", "ENOENT")
    assert str(error) == error.message == "The file is gone."
    assert error.detail == "ENOENT"
    assert AtlasError("Only this.").detail == ""
