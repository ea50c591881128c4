"""Binds pieces that were set in type one by one into one tagged PDF.

Setting a thousand records at once would keep every page of them in memory; piece by piece, only one
piece is. Each piece is a whole PDF/UA-1 and PDF/A-3a file of typst's. The first lends the bound file its
metadata, its colour profile and its attachment; of all of them, pages, structure and targets are
joined (ISO 32000-1, 14.7: structure tree, parent tree, identifiers; 12.3: targets and bookmarks).

A piece leads to a target in another piece by an address that begins with `GOTO`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from atlas_gui.exchange.pdf.packed_file import PackedFile
from atlas_gui.exchange.pdf.plain_pdf import (
    REFERENCE,
    PlainObject,
    PlainPdf,
    array_of,
    outside_strings,
    references,
)

# No scheme that any program opens: every such address has become a target by the time it is saved.
GOTO: Final = "atlas-goto:"
_NUMBER: Final = rb"(-?[0-9.]+)"
_POINT: Final = re.compile(rb"\[(\d+) 0 R/XYZ " + _NUMBER + rb" " + _NUMBER + rb" 0\]")
_NAMED: Final = re.compile(rb"\(([^()\\]*)\)(\d+) 0 R")
_MEDIA_BOX: Final = re.compile(rb"/MediaBox\[[0-9.]+ [0-9.]+ [0-9.]+ " + _NUMBER + rb"\]")
_TARGETS: Final = re.compile(rb"/Dests<</Names\[(.*?)\]>>", re.DOTALL)
_PARENTS: Final = re.compile(rb"/ParentTree<</Nums\[([^\[\]]*)\]>>")
_IDENTIFIERS: Final = re.compile(rb"/IDTree<</Names\[(.*?)\]>>", re.DOTALL)
_NEXT_KEY: Final = re.compile(rb"/ParentTreeNextKey (\d+)")
_KEY: Final = re.compile(rb"/(StructParents?) (\d+)")
_IDENTIFIER: Final = re.compile(rb"/ID\(([^()\\]*)\)")
_HEADERS: Final = re.compile(rb"/Headers\[((?:\([^()\\]*\))+)\]")
_HEADING: Final = re.compile(rb"/S/H([1-5])(?![0-9])")
_LINK: Final = re.compile(rb"/A<</Type/Action/S/URI/URI\(" + GOTO.encode() + rb"([^()\\]*)\)>>")
_ADDRESS_TOLD: Final = re.compile(rb"/Contents\(" + GOTO.encode() + rb"[^()\\]*\)")
# Of a piece behind the first: its outline, and the line in it for each heading.
_OUTLINE: Final = (
    b"<</Type/Outlines",
    b"<</Parent ",
    b"<</Type/PageLabel",
    b"<</Type/OutputIntent",
)


class Bookmark(NamedTuple):
    """A line of the PDF's outline: its words, the name of its target, and the lines below it."""

    title: str
    target: str
    below: tuple["Bookmark", ...] = ()


class Place(NamedTuple):
    """Where a target is: the page, from 0, and the point in PDF units from its lower left corner."""

    page: int
    left: float
    top: float


class Piece(NamedTuple):
    """A piece set in type, its targets by name, and how many pages it has.

    `lifted` says that its headings stand one level higher than they mean.
    """

    pdf: bytes
    places: Mapping[str, Place]
    pages: int
    lifted: bool = False


class UnknownTargetError(Exception):
    """A piece leads to something that no piece holds."""


def piece_of(
    pdf: bytes, points: Iterable[tuple[str, int, float, float]] = (), *, lifted: bool = False
) -> Piece:
    """What has been set in type as a piece of a book.

    Its headings are targets by themselves; `points` are further ones: name, page from 1, and the
    distance from the left and the upper edge in points.
    """
    plain = PlainPdf(pdf)
    pages = plain.pages()
    numbers = {page: number for number, page in enumerate(pages)}
    places = {}
    for name, target in _targets_of(plain):
        point = _POINT.match(plain.text(target))
        if point is None:
            raise ValueError(f"no place for {name}")
        places[name] = Place(numbers[int(point[1])], float(point[2]), float(point[3]))
    for name, number, left, below in points:
        box = _MEDIA_BOX.search(plain.text(pages[number - 1]))
        if box is None:
            raise ValueError("a page without a size")
        places[name] = Place(number - 1, left, float(box[1]) - below)
    return Piece(pdf, places, len(pages), lifted)


def _targets_of(plain: PlainPdf) -> Iterable[tuple[str, int]]:
    found = _TARGETS.search(plain.text(plain.root))
    for name, number in _NAMED.findall(found[1] if found else b""):
        yield name.decode(), int(number)


def bind(
    pieces: Sequence[Piece], bookmarks: Iterable[Bookmark], words: Callable[[str], str] = str
) -> bytes:
    """One PDF of all `pieces` in order; the pages of the first one are numbered i, ii, iii.

    `words` says what a target is to one who hears of a link that leads there. The same pieces,
    bookmarks and words give the same bytes. Raises UnknownTargetError.
    """
    return _Book(pieces, words).bound(bookmarks)


class _Book:
    """The bound file while it grows: numbers of objects, pages, structure."""

    def __init__(self, pieces: Sequence[Piece], words: Callable[[str], str]) -> None:
        self._pieces = pieces
        self._words = words
        self._file = PackedFile()
        self._pages: list[int] = []
        self._shifts: list[int] = []
        self._places: dict[str, Place] = {}
        self._children: list[bytes] = []
        self._parents: list[bytes] = []
        self._identifiers: list[tuple[bytes, int]] = []
        self._next_key = 0
        self._free = 1
        self._count()

    def _count(self) -> None:
        """See where everything will be, so that each piece is written once and let go."""
        for piece in self._pieces:
            plain = PlainPdf(piece.pdf)
            before, shift = len(self._pages), self._free - 1
            self._shifts.append(shift)
            self._pages += (number + shift for number in plain.pages())
            self._free += plain.size - 1
            for name, place in piece.places.items():
                self._places[name] = place._replace(page=place.page + before)

    def bound(self, bookmarks: Iterable[Bookmark]) -> bytes:
        """The whole file."""
        first = PlainPdf(self._pieces[0].pdf)
        structure, document = _structure_of(first)
        tree = references(_value(first.text(first.root), b"Pages"))[0]
        for number in range(len(self._pieces)):
            self._add(number, structure, document, tree)
        outline = self._add_outline(bookmarks)
        self._file.add(tree, PlainObject(self._page_tree()))
        self._file.add(document, PlainObject(self._document(first.text(document))))
        self._file.add(structure, PlainObject(self._structure(first.text(structure))))
        catalogue = self._catalogue(first.text(first.root), outline)
        self._file.add(first.root, PlainObject(catalogue))
        return self._file.finish(first.root, first.info, self._free)

    def _add(self, number: int, structure: int, document: int, tree: int) -> None:
        """Take over the objects of a piece under their new numbers."""
        piece, shift = self._pieces[number], self._shifts[number]
        plain = PlainPdf(piece.pdf)
        own_structure, own_document = _structure_of(plain)
        own_tree = references(_value(plain.text(plain.root), b"Pages"))[0]
        special = {own_structure: structure, own_document: document, own_tree: tree}
        left_out = {*special, plain.root} | (
            {plain.info, references(_value(plain.text(plain.root), b"Metadata"))[0]}
            if number
            else set()
        )
        prefix = b"k%d-" % number if number else b""
        mend = _Mender(shift, special, self._next_key, prefix, lifted=piece.lifted)
        for one in plain:
            if one in left_out:
                continue
            found = plain[one]
            if found.text.startswith(_OUTLINE[:2] if not number else _OUTLINE):
                continue
            text = self._with_target(mend.text(found.text))
            self._file.add(one + shift, PlainObject(text, found.stream))
        self._take_structure(plain.text(own_structure), plain.text(own_document), mend)

    def _take_structure(self, structure: bytes, document: bytes, mend: "_Mender") -> None:
        self._children.append(mend.references(array_of(document, b"K")))
        parents, names = _PARENTS.search(structure), _IDENTIFIERS.search(structure)
        following = _NEXT_KEY.search(structure)
        if parents is None or following is None:
            raise ValueError("a structure without parents")
        for key, number in re.findall(rb"(\d+) (\d+) 0 R", parents[1]):
            target = mend.references(number + b" 0 R")
            self._parents.append(b"%d %s" % (int(key) + self._next_key, target))
        for name, number in _NAMED.findall(names[1] if names else b""):
            self._identifiers.append((mend.prefix + name, mend.number(int(number))))
        self._next_key += int(following[1])

    def _with_target(self, text: bytes) -> bytes:
        """A link with the place that it leads to, if it leads to another piece."""
        found = _LINK.search(text)
        if found is None:
            return text
        name = found[1].decode()
        text = text.replace(found[0], b"/Dest" + self._point(name))
        # Typst has put the address there.
        told = b"/Contents" + _string(self._words(name))
        return _ADDRESS_TOLD.sub(lambda _found: told, text)

    def _point(self, name: str) -> bytes:
        place = self._places.get(name)
        if place is None:
            raise UnknownTargetError(name)
        page = self._pages[place.page]
        return f"[{page} 0 R/XYZ {place.left:.6g} {place.top:.6g} 0]".encode()

    # What is written once, at the end.

    def _page_tree(self) -> bytes:
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        return b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), kids)

    def _document(self, text: bytes) -> bytes:
        kids = b"/K[%s]" % b" ".join(self._children)
        return re.sub(rb"/K\[[^\[\]]*\]", lambda _found: kids, text, count=1)

    def _structure(self, text: bytes) -> bytes:
        parents = b"/ParentTree<</Nums[%s]>>" % b" ".join(self._parents)
        names = b"".join(b"(%s)%d 0 R" % one for one in sorted(self._identifiers))
        text = _PARENTS.sub(lambda _found: parents, text)
        text = _IDENTIFIERS.sub(b"", text)
        text = _NEXT_KEY.sub(b"/ParentTreeNextKey %d" % self._next_key, text)
        return text.removesuffix(b">>") + b"/IDTree<</Names[%s]>>>>" % names

    def _catalogue(self, text: bytes, outline: int) -> bytes:
        """That of the first piece, with the targets, bookmarks and page numbers of the whole."""
        targets = b"".join(
            _string(name) + self._point(name) for name in sorted(self._places, key=str.encode)
        )
        text = _TARGETS.sub(lambda _found: b"/Dests<</Names[%s]>>" % targets, text)
        front = self._pieces[0].pages
        labels = b"/PageLabels<</Nums[0<</S/r>>%d<</S/D>>]>>" % front
        text = re.sub(rb"/PageLabels \d+ 0 R", lambda _found: labels, text)
        return re.sub(rb"/Outlines \d+ 0 R", b"/Outlines %d 0 R" % outline, text)

    def _add_outline(self, bookmarks: Iterable[Bookmark]) -> int:
        root = self._free
        self._free += 1
        lines = self._add_lines(tuple(bookmarks), root)
        ends = b"/First %d 0 R/Last %d 0 R/Count %d" % (lines[0], lines[-1], len(lines))
        self._file.add(root, PlainObject(b"<</Type/Outlines%s>>" % ends))
        return root

    def _add_lines(self, bookmarks: Sequence[Bookmark], parent: int) -> range:
        """Lines of the outline with those below them, closed; their numbers."""
        numbers = range(self._free, self._free + len(bookmarks))
        self._free += len(bookmarks)
        for number, bookmark in zip(numbers, bookmarks, strict=True):
            text = b"<</Parent %d 0 R/Title%s/Dest%s" % (
                parent,
                _string(bookmark.title),
                self._point(bookmark.target),
            )
            if number > numbers[0]:
                text += b"/Prev %d 0 R" % (number - 1)
            if number < numbers[-1]:
                text += b"/Next %d 0 R" % (number + 1)
            if bookmark.below:
                below = self._add_lines(bookmark.below, number)
                text += b"/First %d 0 R/Last %d 0 R/Count %d" % (below[0], below[-1], -len(below))
            self._file.add(number, PlainObject(text + b">>"))
        return numbers


class _Mender:
    """What changes in the text of each object of a piece, and only outside of strings.

    Numbers of objects rise by `shift`, but for the `special` ones that all pieces share; keys of the
    parent tree by `keys`. Identifiers get a `prefix`, and lifted headings go down by a level.
    """

    def __init__(
        self, shift: int, special: Mapping[int, int], keys: int, prefix: bytes, *, lifted: bool
    ) -> None:
        self._shift = shift
        self._special = special
        self._keys = keys
        self.prefix = prefix
        self._lifted = lifted

    def number(self, number: int) -> int:
        """The number of an object in the bound file."""
        return self._special.get(number, number + self._shift)

    def references(self, text: bytes) -> bytes:
        """Text without strings, with the numbers of the bound file."""
        return REFERENCE.sub(lambda found: b"%d 0 R" % self.number(int(found[1])), text)

    def text(self, text: bytes) -> bytes:
        """The text of an object as it stands in the bound file."""
        if self.prefix and b"/StructElem" in text:
            text = _IDENTIFIER.sub(lambda found: b"/ID(%s%s)" % (self.prefix, found[1]), text)
            text = _HEADERS.sub(self._headers, text)
        return outside_strings(text, self._plain)

    def _headers(self, found: re.Match[bytes]) -> bytes:
        return b"/Headers[%s]" % found[1].replace(b"(", b"(" + self.prefix)

    def _plain(self, text: bytes) -> bytes:
        if self._keys and b"/StructParent" in text:
            text = _KEY.sub(lambda found: b"/%s %d" % (found[1], int(found[2]) + self._keys), text)
        if self._lifted and b"/S/H" in text:
            text = _HEADING.sub(lambda found: b"/S/H%d" % (int(found[1]) + 1), text)
        return self.references(text)


def _structure_of(plain: PlainPdf) -> tuple[int, int]:
    """The root of the structure tree and the one element under it."""
    root = references(_value(plain.text(plain.root), b"StructTreeRoot"))[0]
    return root, references(array_of(plain.text(root), b"K"))[0]


def _value(text: bytes, key: bytes) -> bytes:
    found = re.search(rb"/" + key + rb" \d+ 0 R", text)
    if found is None:
        raise ValueError(f"no {key.decode()}")
    return found[0]


def _string(text: str) -> bytes:
    """A text string: plain where that is possible, else UTF-16 with its mark, in hexadecimal digits."""
    if text.isascii() and text.isprintable() and not set(text) & set("()\\"):
        return b"(%s)" % text.encode()
    return b"<FEFF%s>" % text.encode("utf-16-be", "surrogatepass").hex().upper().encode()
