r"""Finds the encoding of a text, and what in it is not of that encoding.

A byte-order mark decides; else the text is UTF-8 if all of it, or most of what is not ASCII, is; else
the likeliest encoding is taken, and that is said. Nothing is dropped: a byte that is no text in
the encoding becomes a code point of its own (U+DC00 and its value), which `visible` writes as `\xE9`.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.file_bytes import CHUNK, opened_bytes, size_of
from atlas_gui.exchange.importing.reading.limits import LINES
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.i18n import _
from atlas_gui.progress import Progress

ERRORS: Final = "atlas_gui.kept_bytes"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark these do not say which byte of a sign comes first; most write the lower one.
_EITHER_ORDER: Final = ("utf-16", "utf-32")
# Codecs of Python that are no encoding of a file's text.
_NO_TEXT: Final = frozenset(
    "idna punycode unicode_escape raw_unicode_escape undefined utf_7 mbcs oem".split()
)
# Those that tables are really in; the first ones are taken where others fit no better.
_LIKELY: Final = (
    "cp1252 cp1251 cp1250 gb18030 big5 shift_jis euc_jp euc_kr koi8_r cp1253 cp1254 cp1255 cp1256"
    " cp1257 cp1258 mac_roman cp850 cp437 cp866 iso8859_5 tis_620"
).split()
# How much worse than another the commonest encoding of all may look and still be taken.
_MESS_ALLOWED, _SENSE_ALLOWED = 0.12, 0.05
_WESTERN: Final = "cp1252"
_WESTERN_SIGNS: Final = frozenset(
    "äöüÄÖÜßàâçéèêëîïôùûœÀÂÇÉÈÊÎÔŒñÑáíóúÁÍÓÚ¿¡ãõÃÕåÅæøÆØìòÒÌ’‘“”„–—…€£°§«»·ºª½¼²³´×±\xa0"
)
_JUDGED_BYTES: Final = 128 * 1024
_JUDGED_LINES: Final = 20_000
_KEPT = re.compile("[\udc00-\udcff]")


class Encoding(Struct, frozen=True):
    """How a text is to be decoded: `name` for Python, and how many bytes its byte-order mark has.

    `lines` are counted; `flawed` says that some bytes are not of the encoding, `odd` that there are
    NUL or byte-order marks within the text.
    """

    name: str
    mark_length: int
    lines: int
    flawed: bool
    odd: bool

    @property
    def wish(self) -> str | None:
        """What to wish for to read the file alike; None where no encoding fits all of it."""
        return None if self.flawed else self.name


def find_line_encoding(
    path: Path, wished: str | None, most: int, noted: Noted, progress: Progress
) -> Encoding:
    """`find_encoding` for a file that is read line by line; raises AtlasError also for too many lines."""
    found = find_encoding(path, wished, most, noted, progress)
    if found.lines > LINES:
        raise AtlasError(
            _("“{path}” has more than {most:,} lines. Divide it into several files.").format(
                path=path, most=LINES
            )
        )
    return found


def find_encoding(
    path: Path, wished: str | None, most: int, noted: Noted, progress: Progress
) -> Encoding:
    """Go through the whole file once. Raises AtlasError for a wished encoding that does not fit."""
    with opened_bytes(path, most) as file:
        head = file.peek(4)[:4] if hasattr(file, "peek") else b""
        sample = file.peek(CHUNK)[:4_096] if hasattr(file, "peek") else b""
    name, mark_length = _by_mark(head)
    if wished is not None:
        wished = known_encoding(path, wished)
        if wished in _EITHER_ORDER and not _same_family(wished, head):
            wished = f"{wished}-le"
        if _plain(wished) != _plain(name or ""):
            name = wished
            mark_length = 0 if not _same_family(wished, head) else mark_length
        found = _scan(path, name or wished, mark_length, most, progress, strict=True)
    elif name is not None:
        found = _scan(path, name, mark_length, most, progress)
    elif wide := _without_mark(sample):
        found = _scan(path, wide, 0, most, progress)
        _say_which(noted, wide)
    else:
        found = _scan(path, "utf-8", 0, most, progress)
        if found.flawed:
            other = _likeliest(path, most, noted)
            if other != "utf-8":
                found = _scan(path, other, 0, most, progress)
                _say_which(noted, other)
    if found.flawed:
        noted.add(
            "undecodable",
            Outcome.NOTE,
            _(
                "Some bytes are not {encoding}; they are kept as \\x and their value, and each row is"
                " named."
            ).format(encoding=shown(found.name)),
        )
    return found


def known_encoding(path: Path, name: str) -> str:
    """The name as Python has it. Raises AtlasError if it is the encoding of no text."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        found = None
    normal = found.name.replace("-", "_") if found else ""
    if found is None or normal in _NO_TEXT or not getattr(found, "_is_text_encoding", False):
        raise AtlasError(
            _(
                "“{path}” cannot be read as “{encoding}”, which is no encoding Atlas knows. Choose"
                " another, such as utf-8 or cp1252."
            ).format(path=path, encoding=name[:40])
        )
    return found.name.removesuffix("-sig")


def shown(name: str) -> str:
    """An encoding as people write it."""
    return {"utf-8": "UTF-8", "cp1252": "Windows-1252", "cp1251": "Windows-1251"}.get(name, name)


def visible(text: str, before: str = "\\x") -> str:
    r"""A text in which each byte that was none of the encoding is written as `\x` and its value."""
    return _KEPT.sub(lambda found: f"{before}{ord(found[0]) - 0xDC00:02x}", text)


def has_kept_bytes(text: str) -> bool:
    """Whether `visible` would change anything."""
    return _KEPT.search(text) is not None


def decoded_chunks(file: BinaryIO, encoding: str, errors: str = ERRORS) -> Iterator[str]:
    """The text of a file in pieces. Raises UnicodeDecodeError if `errors` is "strict"."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    while chunk := file.read(CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in wrong), error.end


codecs.register_error(ERRORS, _keep_bytes)


def _by_mark(head: bytes) -> tuple[str | None, int]:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    return None, 0


def _plain(name: str) -> str:
    return name.replace("_", "-").lower().removesuffix("-le").removesuffix("-be")


def _same_family(name: str, head: bytes) -> bool:
    """Whether the mark at the beginning is one of the encoding that is wished for."""
    found, _length = _by_mark(head)
    return found is not None and _plain(found) == _plain(name)


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    if len(sample) < 8:
        return None
    even, odd = sample[::2], sample[1::2]
    if odd.count(0) > len(odd) * 0.4 and even.count(0) < len(even) * 0.05:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.4 and odd.count(0) < len(odd) * 0.05:
        return "utf-16-be"
    return None


def _say_which(noted: Noted, name: str) -> None:
    noted.add(
        "encoding-detected",
        Outcome.NOTE,
        _(
            "The file does not say its encoding and is not UTF-8; it was read as {encoding}. If letters"
            " look wrong, choose another encoding."
        ).format(encoding=shown(name)),
        value=name,
    )


def _scan(
    path: Path,
    name: str,
    mark_length: int,
    most: int,
    progress: Progress,
    *,
    strict: bool = False,
) -> Encoding:
    """Decode all of it once, to know its lines and its flaws."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    size, done, lines, flawed, odd = size_of(path), 0, 0, False, False
    with opened_bytes(path, most) as file:
        file.read(mark_length)
        while True:
            chunk = file.read(CHUNK)
            state = decoder.getstate()
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                if strict:
                    before = error.object[: error.start].decode(name, "replace")
                    raise _does_not_fit(path, name, lines + before.count("\n") + 1) from error
                flawed, decoder = True, codecs.getincrementaldecoder(name)(ERRORS)
                decoder.setstate(state)
                text = decoder.decode(chunk, final=not chunk)
            if name == "utf-8":
                # Several times as fast as to look for them in the text.
                lines += max(chunk.count(b"\n"), chunk.count(b"\r"))
                # A mark may also be parted by the end of a chunk.
                odd = odd or b"\0" in chunk or b"\xbb\xbf" in chunk or chunk[:1] == b"\xbf"
            else:
                lines += max(text.count("\n"), text.count("\r"))
                odd = odd or "\0" in text or "\ufeff" in text
            if not chunk:
                break
            done += len(chunk)
            progress(min(done, size), size)
    return Encoding(name, mark_length, lines + 1, flawed, odd)


def _does_not_fit(path: Path, name: str, line: int) -> AtlasError:
    return AtlasError(
        _(
            "“{path}” is not {encoding}: line {line:,} holds a byte that it does not have. Choose"
            " another encoding."
        ).format(path=path, encoding=shown(name), line=line)
    )


def _likeliest(path: Path, most: int, noted: Noted) -> str:
    """UTF-8 if most lines that are not ASCII are, else what those that are not look like."""
    good, bad, first_good = 0, 0, 0
    judged = bytearray()
    with opened_bytes(path, most) as file:
        for number, line in enumerate(iter(lambda: file.readline(CHUNK), b""), start=1):
            if line.isascii():
                continue
            try:
                line.decode()
            except UnicodeDecodeError:
                bad += 1
                if len(judged) < _JUDGED_BYTES:
                    judged += line[: _JUDGED_BYTES // 4]
            else:
                good += 1
                first_good = first_good or number
            if good + bad >= _JUDGED_LINES:
                break
    # By chance hardly any line of another encoding is UTF-8.
    if good >= bad:
        return "utf-8"
    name = _guess(bytes(judged))
    if name is None:
        raise AtlasError(
            _(
                "“{path}” is no text in any encoding Atlas can find. If it is a table, choose its"
                " encoding."
            ).format(path=path)
        )
    if good:
        noted.add(
            "mixed-encodings",
            Outcome.SUSPICIOUS,
            _(
                "Parts of the file may be in another encoding: this line and {count} others would be"
                " UTF-8."
            ).format(count=good - 1),
            row=first_good,
        )
    return name


def _guess(sample: bytes) -> str | None:
    """The likeliest encoding; the commonest of all where it does about as well."""
    from charset_normalizer import from_bytes

    found = list(from_bytes(sample, cp_isolation=list(_LIKELY)))
    best = found[0] if found else None
    if (best is None or not best.coherence) and _looks_western(sample):
        return _WESTERN
    if best is None:
        return None
    for match in found:
        western = _WESTERN in (match.encoding, *match.could_be_from_charset)
        near = match.chaos <= best.chaos + _MESS_ALLOWED
        if western and near and match.coherence >= best.coherence - _SENSE_ALLOWED:
            return _WESTERN
    return codecs.lookup(str(best.encoding)).name


def _looks_western(sample: bytes) -> bool:
    """Whether a short text may be Western European: single accented letters among plain ones."""
    try:
        text = sample.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    accented = [sign for sign in text if not sign.isascii()]
    letters = sum(sign.isalpha() for sign in text)
    return (
        all(sign in _WESTERN_SIGNS for sign in accented)
        and len(accented) * 3 <= letters
        and not re.search(r"[^\W\d_a-zA-Z]{3}", text)
    )
