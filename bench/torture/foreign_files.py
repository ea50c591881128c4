"""Files of other programs, sound ones and spoiled ones: what a reader may drop on Atlas."""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]  # it has no annotations


class Foreign(NamedTuple):
    """A file that is to be read: its name, and the bytes in it."""

    name: str
    content: bytes


Spoil = Callable[[Foreign, random.Random], Foreign]
_TEXTS = (
    "China",
    "Côte d’Ivoire",
    "Größe für Brücke",
    "Договор о дружбе",
    "贸易和支付协定",
    "اتفاقية التجارة",
    "two\nlines",
    'with "quotes"',
    "a, b; c\td|e",
    "1.234,5",
    "01/02/2005",
    "",
    " ",
)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "<script>alert(1)</script>",
    "&lt;b&gt; &#0; &a;",
    "file:///etc/passwd",
    "../../../etc/passwd",
    "'; DROP TABLE records; --",
    "\u202eesrever\u202c\ufeff\u2028\x85",
    "\x1b[31m\x07\x7f",
    r"\input{/etc/passwd} }} {{ \\",
    "x\nER  - \nTY  - JOUR\nTI  - evil",
    "@article{evil, title={x}}",
    "_x0000_ _xD800_",
    "a" * 5_000,
    "sep=;",
)
_COLUMNS = ("id", "country", "title", "date", "amount", "note")
_MEBIBYTE = 1 << 20


def sound_file(chance: random.Random) -> Foreign:
    """A file as its program wrote it, of any format."""
    rows = [
        [str(n), *(chance.choice(_TEXTS) for _column in _COLUMNS[1:])]
        for n in range(chance.randint(1, 12))
    ]
    made = chance.choice((_csv, _xlsx, _xlsx, _json, _json_lines, _ris, _bibtex, _csl))(
        rows, chance
    )
    if not made.name.endswith(".xlsx") and chance.random() < 0.15:
        return Foreign(f"{made.name}.gz", gzip.compress(made.content, mtime=0))
    return made


def _csv(rows: list[list[str]], chance: random.Random) -> Foreign:
    sign = chance.choice(",;\t|")
    lines = [
        sign.join(
            '"{}"'.format(cell.replace('"', '""')) if set(cell) & set('"\n' + sign) else cell
            for cell in row
        )
        for row in (list(_COLUMNS), *rows)
    ]
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "gb18030"))
    text = chance.choice(("\n", "\r\n")).join([*lines, ""])
    return Foreign("a.csv", text.encode(encoding, "replace"))


def _xlsx(rows: list[list[str]], chance: random.Random) -> Foreign:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate((list(_COLUMNS), *rows)):
            sheet.write_row(number, 0, row)
        for number in range(1, len(rows) + 1):
            sheet.write_number(number, 3, chance.uniform(-10, 50_000), day)
            sheet.write_formula(number, 4, "=1+1", None, chance.choice((2, "", "#N/A")))
        if chance.random() < 0.5:
            sheet.merge_range(0, 1, 0, 2, "both")
            sheet.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("more").write(0, 0, "x")
    return Foreign("a.xlsx", packed.getvalue())


def _items(rows: list[list[str]], chance: random.Random) -> list[dict[str, Any]]:
    return [
        {
            **dict(zip(_COLUMNS, row, strict=True)),
            "n": chance.choice((1, 1.5, True, None, 10**20)),
            "inner": {"a": row[1], "b": {"c": [row[2], {"d": 1}]}},
        }
        for row in rows
    ]


def _json(rows: list[list[str]], chance: random.Random) -> Foreign:
    items: Any = _items(rows, chance)
    plain = chance.choice((items, {"meta": {"n": 1}, "data": {"items": items}}))
    text = json.dumps(plain, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 1)))
    return Foreign("a.json", text.encode(chance.choice(("utf-8", "utf-8-sig", "utf-16"))))


def _json_lines(rows: list[list[str]], chance: random.Random) -> Foreign:
    lines = [json.dumps(item, ensure_ascii=False) + "\n" for item in _items(rows, chance)]
    return Foreign("a.jsonl", "".join(lines).encode())


def _ris(rows: list[list[str]], _chance: random.Random) -> Foreign:
    text = "".join(
        f"TY  - BOOK\nID  - {row[0]}\nTI  - {row[1]}\nAU  - {row[2]}\nPY  - 2005/01/02/\nN1  - {row[3]}"
        "\nER  - \n\n"
        for row in rows
    )
    return Foreign("a.ris", text.encode())


def _bibtex(rows: list[list[str]], _chance: random.Random) -> Foreign:
    text = '@string{acm = "ACM"}\n' + "".join(
        f'@book{{key{row[0]}, title = {{{row[1]}}}, author = {{{row[2]} and B{{\\"u}}r, J}},\n'
        f" year = 2005, month = mar, publisher = acm # {{ {row[3]}}}}}\n"
        for row in rows
    )
    return Foreign("a.bib", text.encode())


def _csl(rows: list[list[str]], _chance: random.Random) -> Foreign:
    items = [
        {
            "id": row[0],
            "type": "book",
            "title": row[1],
            "author": [{"family": row[2], "given": row[3]}],
            "issued": {"date-parts": [[2005, 1]]},
        }
        for row in rows
    ]
    return Foreign("a.csl.json", json.dumps(items).encode())


def _inside(change: Callable[[bytes, random.Random], bytes]) -> Spoil:
    """A change to the content, for packed files mostly to what is packed in them."""

    def spoil(file: Foreign, chance: random.Random) -> Foreign:
        if chance.random() < 0.2:
            return Foreign(file.name, change(file.content, chance))
        if file.content.startswith(b"PK"):
            return Foreign(file.name, in_part(file.content, chance, change))
        if file.name.endswith(".gz"):
            spoiled = change(gzip.decompress(file.content), chance)
            return Foreign(file.name, gzip.compress(spoiled, mtime=0))
        return Foreign(file.name, change(file.content, chance))

    return spoil


def in_part(
    packed: bytes, chance: random.Random, change: Callable[[bytes, random.Random], bytes]
) -> bytes:
    """A workbook with one part changed, mostly one that holds cells or texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        cells = [name for name in names if "sheet1" in name or "Strings" in name]
        chosen = chance.choice(cells if chance.random() < 0.7 else names)
        for name in names:
            content = old.read(name)
            new.writestr(name, change(content, chance) if name == chosen else content)
    return made.getvalue()


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content or b"\0")
    for _flip in range(chance.randint(1, 8)):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _replaced(content: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(content) + 1), chance.randint(1, 40)
    return content[:place] + chance.randbytes(length) + content[place + length :]


def _lines_mixed(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join([*lines[:one], lines[other], *lines[one:]])


def _put_in(*what: bytes) -> Callable[[bytes, random.Random], bytes]:
    def change(content: bytes, chance: random.Random) -> bytes:
        for _time in range(chance.randint(1, 4)):
            place = chance.randrange(len(content) + 1)
            content = content[:place] + chance.choice(what) + content[place:]
        return content

    return change


def _in_the_place_of(
    old: tuple[bytes, ...], new: tuple[bytes, ...]
) -> Callable[[bytes, random.Random], bytes]:
    def change(content: bytes, chance: random.Random) -> bytes:
        there = [word for word in old if word in content]
        if not there:
            return _put_in(*new)(content, chance)
        word = chance.choice(there)
        return content.replace(word, chance.choice(new), chance.randint(1, 5))

    return change


def _ragged(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    lines[place] = chance.choice(
        (lines[place] * 3, lines[place][: len(lines[place]) // 2], lines[place] + b"," * 50, b";")
    )
    return b"\n".join(lines)


def _encoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    names = ("utf-16", "utf-16-be", "utf-32", "cp037", "latin-1", "gb18030", "utf-7", "shift_jis")
    return text.encode(chance.choice(names), "replace")


def _nested(content: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((60, 1_000, 100_000))
    inner = chance.choice((b"[", b'{"a":', b"{", b"<c>", b"(", b'"')) * depth
    place = chance.choice((0, chance.randrange(len(content) + 1)))
    return content[:place] + inner + content[place:]


def _entities(content: bytes, _chance: random.Random) -> bytes:
    head, end, rest = content.partition(b"?>")
    if not end:
        head, rest = b"", content
    many = b"".join(b'<!ENTITY e%d "&e%d;&e%d;">' % (n, n - 1, n - 1) for n in range(1, 60))
    return (
        head
        + end
        + b'<!DOCTYPE x [<!ENTITY e0 "ha">'
        + many
        + b"]>"
        + rest.replace(b"<v>", b"<v>&e59;")
    )


def _wide(_file: Foreign, chance: random.Random) -> Foreign:
    count = chance.choice((2_000, 2_001, 10_000))
    names = [f"c{n}" for n in range(count)]
    if chance.random() < 0.3:
        line = json.dumps(dict.fromkeys(names, 1))
        return Foreign("a.jsonl", f"{line}\n{line}\n".encode())
    row = chance.choice(",;\t").join(names)
    return Foreign("a.csv", f"{row}\n{row}\n".encode())


def _bomb(file: Foreign, chance: random.Random) -> Foreign:
    """Little on disk, much within; only some so much that they are refused, for that takes a second."""
    size = (300 if chance.random() < 0.05 else chance.choice((1, 4, 16))) * _MEBIBYTE
    if file.content.startswith(b"PK"):
        filling = chance.choice((b" ", b"<row/>", b"<c><v>1</v></c>", b"<si><t>x</t></si>"))
        most = min(size, 8 * _MEBIBYTE) if filling != b" " else size

        def fill(content: bytes, _chance: random.Random) -> bytes:
            for place in (b"</sheetData>", b"</sst>", b"</row>"):
                if place in content:
                    return content.replace(place, filling * (most // len(filling)) + place, 1)
            return content + filling * (most // len(filling))

        made = io.BytesIO()
        spoiled = in_part(file.content, chance, fill)
        with (
            zipfile.ZipFile(io.BytesIO(spoiled)) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            for name in old.namelist():
                new.writestr(name, old.read(name))
        return Foreign("a.xlsx", made.getvalue())
    start, filling = chance.choice(
        (
            (b"a,b\n", b"1,"),
            (b"a,b\n", b'"'),
            (b"[1", b",1"),
            (b'{"a":1}\n', b" "),
            (b'{"a":1}\n', b"\n"),
            (b"TY  - A\n", b"x"),
            (b"@a{b,", b"{"),
            (b"", b"\0"),
            (b"a\n", b"\n"),
        )
    )
    name = chance.choice(("a.csv.gz", "a.json.gz", "a.jsonl.gz"))
    content = start + filling * (size // len(filling))
    return Foreign(name, gzip.compress(content, 1, mtime=0))


def _long_cell(content: bytes, chance: random.Random) -> bytes:
    length = chance.choice((200_000, (1 << 20) + 1, 9 << 20))
    return _put_in(b"x" * length, b'"' + b"y\n" * (length // 2))(content, chance)


def _other_name(file: Foreign, chance: random.Random) -> Foreign:
    names = "a.csv a.xlsx a.json a.jsonl a.ris a.bib a.csl.json a.pdf a.txt a a.gz".split()
    return Foreign(chance.choice(names), file.content)


def _other_format(_file: Foreign, chance: random.Random) -> Foreign:
    noise = chance.randbytes(chance.randrange(3_000))
    heads = (
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"SQLite format 3\0",
        b"\x1f\x8b\x08",
        b"<?xml ?>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html>",
        b"",
        b"[]",
        b"{}",
        b"null",
        b'"',
        b"\xff\xfe",
        b"PK\x05\x06",
    )
    return _other_name(Foreign("", chance.choice(heads) + noise), chance)


def _joined(file: Foreign, chance: random.Random) -> Foreign:
    other = sound_file(chance)
    return Foreign(file.name, file.content + other.content)


def _as_it_is(file: Foreign, _chance: random.Random) -> Foreign:
    return file


_QUOTES = (b'"', b"'", b'""', b'"\n', b"\\", b"{", b"}", b"ER  - \n", b"TY  - \n", b"@x{", b"\n@")
_NUMBERS = (
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"1E-99999999999",
    b"9" * 5_000,
    b"1." + b"1" * 2_000,
    b"-0",
    b"0x1",
)
KINDS: Mapping[str, Spoil] = {
    "as it should be": _as_it_is,
    "cut off": _inside(_cut),
    "bits flipped": _inside(_flipped),
    "bytes replaced": _inside(_replaced),
    "lines mixed": _inside(_lines_mixed),
    "ragged": _inside(_ragged),
    "quotes out of order": _inside(_put_in(*_QUOTES)),
    "NUL": _inside(_put_in(b"\0", b"\0" * 300, b"\\u0000", b"&#0;")),
    "marks within": _inside(_put_in(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")),
    "mixed encodings": _inside(
        _put_in(b"\xe9t\xe9,\n", b"\xc4rger\n", b"\x81\x8d", "é\n".encode("utf-16-le"))
    ),
    "another encoding": _inside(_encoded),
    "lone surrogates": _inside(
        _put_in(b"\\ud800", b"\\udfff", b"\xed\xa0\x80", b"&#xD800;", b"_xD800_")
    ),
    "numbers beyond reason": _inside(_in_the_place_of((b"1", b"2005", b"true", b"null"), _NUMBERS)),
    "wrong values": _inside(
        _in_the_place_of(
            (b"null", b"2005", b'"id"', b"[", b"{"), (b"{}", b"[[]]", b'""', b"-1", b"null", b"{")
        )
    ),
    "hostile texts": _inside(
        _in_the_place_of(
            (b"China", b"Gr", b"two", b"title", b"id"), tuple(text.encode() for text in HOSTILE)
        )
    ),
    "nested deeply": _inside(_nested),
    "long cells": _inside(_long_cell),
    "entities": _inside(_entities),
    "many columns": _wide,
    "bombs": _bomb,
    "another name": _other_name,
    "another format": _other_format,
    "two in one": _joined,
}
