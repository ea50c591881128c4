"""Translation: English without a catalogue, the reader's language with one."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas_gui import i18n

_MESSAGES = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
    "Date": "Дата",
    "menu\x04Open": "Открыть",
    "{count} record\x00{count} records": "{count} запись\x00{count} записей",
}


def compiled(messages: dict[str, str]) -> bytes:
    """A GNU .mo file."""
    pairs = [(key.encode(), value.encode()) for key, value in sorted(messages.items())]
    keys, values = b"", b""
    key_table, value_table = b"", b""
    start = 28 + 16 * len(pairs)
    for key, _value in pairs:
        key_table += struct.pack("<II", len(key), start + len(keys))
        keys += key + b"\0"
    for _key, value in pairs:
        value_table += struct.pack("<II", len(value), start + len(keys) + len(values))
        values += value + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + key_table + value_table + keys + values


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "atlas_gui.mo").write_bytes(compiled(_MESSAGES))
    yield tmp_path
    i18n.install_catalogue(tmp_path, ["en"])


def test_without_a_catalogue_the_english_stands() -> None:
    assert i18n._("Date") == "Date"
    assert i18n.pgettext("menu", "Open") == "Open"
    assert [i18n.ngettext("one", "many", count) for count in (1, 2)] == ["one", "many"]
    assert i18n.mark("Date") == "Date"


def test_with_a_catalogue_its_words_stand(catalogue: Path) -> None:
    i18n.install_catalogue(catalogue, ["ru", "en"])
    assert i18n._("Date") == "Дата"
    assert i18n.pgettext("menu", "Open") == "Открыть"
    assert i18n.ngettext("{count} record", "{count} records", 5) == "{count} записей"
    assert i18n._("not translated") == "not translated"


def test_a_language_nobody_translated_stays_english(catalogue: Path) -> None:
    i18n.install_catalogue(catalogue, ["vi"])
    assert i18n._("Date") == "Date"
