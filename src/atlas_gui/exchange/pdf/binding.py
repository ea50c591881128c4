"""Binds pieces that were set in type one by one into one tagged PDF.

Setting a thousand records at once would keep every page of them in memory; piece by piece, only one
piece is. Each piece is a whole PDF/UA-1 and PDF/A-3a file of typst's. The first lends the bound file its
metadata, its colour profile and its attachment; of all of them, pages, structure and targets are
joined (ISO 32000-1, 14.7: structure tree, parent tree, identifiers; 12.3: targets and bookmarks).

A piece leads to a target in another piece by an address that begins with `GOTO`.
"""

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:  # qpdf is only needed once there are several pieces.
    import pikepdf

# No scheme that any program opens: every such address has become a target by the time it is saved.
GOTO: Final = "atlas-goto:"
_NO_ZOOM: Final = 0
# What typst calls a cell of a table's head, as in “(U12x0y3)”, and a note, as in “(Note 7)”; and how
# it writes a heading's level.
_IDENTIFIER: Final = re.compile(rb"\((?:U([0-9]+)x([0-9]+y[0-9]+)|No()(te [0-9]+))\)")
_HEADING: Final = re.compile(rb"(/S ?/H)([1-5])(?![0-9])")
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Bookmark(NamedTuple):
    """A line of the PDF's outline: its words, the name of its target, and the lines below it."""

    title: str
    target: str
    below: tuple["Bookmark", ...] = ()


class Place(NamedTuple):
    """Where a target is: the page, from 0, and the point in PDF units from its lower left corner."""

    page: int
    left: Any
    top: Any


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
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        places = _places(opened)
        for name, number, left, below in points:
            height = opened.pages[number - 1].mediabox[3]
            places[name] = Place(number - 1, left, float(height) - below)
        return Piece(pdf, places, len(opened.pages), lifted)


def bind(
    pieces: Sequence[Piece], bookmarks: Iterable[Bookmark], words: Callable[[str], str] = str
) -> bytes:
    """One PDF of all `pieces` in order; the pages of the first one are numbered i, ii, iii.

    `words` says what a target is to one who hears of a link that leads there. The same pieces,
    bookmarks and words give the same bytes. Raises UnknownTargetError.
    """
    import pikepdf

    first, *rest = pieces
    with pikepdf.open(io.BytesIO(first.pdf)) as book:
        tree = _Tree(book)
        places = dict(first.places)
        for number, piece in enumerate(rest, start=1):
            before = len(book.pages)
            places.update((k, p._replace(page=p.page + before)) for k, p in piece.places.items())
            mended_pdf = mended(piece.pdf, number, lifted=piece.lifted)
            with pikepdf.open(io.BytesIO(mended_pdf)) as added:
                tree.add(added)
        tree.finish()
        pages = [page.obj for page in book.pages]
        targets = {name: _target(pages, place) for name, place in places.items()}
        _resolve_links(pages, targets, words)
        _set_targets(book, targets)
        _set_outline(book, bookmarks, targets)
        book.Root.PageLabels = book.make_indirect(_page_labels(first.pages))
        bound = io.BytesIO()
        book.save(
            bound,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return bound.getvalue()


class _Tree:
    """The structure of the book, to which that of other pieces is added."""

    def __init__(self, book: "pikepdf.Pdf") -> None:
        self._book = book
        self._root = book.Root.StructTreeRoot
        self._document = _document_of(self._root)
        self._next_key = int(self._root.ParentTreeNextKey)
        self._children: list[Any] = list(_items(self._document.K))
        self._parents: list[Any] = list(self._root.ParentTree.Nums)
        self._names: list[tuple[str, Any]] = list(_named(self._root))

    def add(self, added: "pikepdf.Pdf") -> None:
        """Take over the pages and the structure of a piece whose identifiers no other piece has."""
        highest = _shift_keys(added, self._next_key)
        # Pages first: what the structure says of a page then means the page in the book.
        self._book.pages.extend(added.pages)
        copied = self._book.copy_foreign(added.Root.StructTreeRoot)
        for child in _items(_document_of(copied).K):
            child.P = self._document
            self._children.append(child)
        numbers = list(copied.ParentTree.Nums)
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            self._parents += (int(key) + self._next_key, value)
        self._names += _named(copied)
        self._next_key = highest

    def finish(self) -> None:
        """Write down what was added."""
        import pikepdf

        self._document.K = pikepdf.Array(self._children)
        self._root.ParentTree.Nums = pikepdf.Array(self._parents)
        self._root.ParentTreeNextKey = self._next_key
        if self._names:
            ordered = sorted(self._names, key=lambda one: one[0].encode())
            flat = [part for name, element in ordered for part in (name, element)]
            self._root.IDTree = self._book.make_indirect(
                pikepdf.Dictionary(Names=pikepdf.Array(flat))
            )


def _document_of(root: Any) -> Any:
    """The one element under the root of a structure tree."""
    return next(iter(_items(root.K)))


def _items(kids: Any) -> Iterable[Any]:
    import pikepdf

    return iter(kids) if isinstance(kids, pikepdf.Array) else iter((kids,))


def _named(root: Any) -> Iterable[tuple[str, Any]]:
    """The elements of a structure tree that have an identifier."""
    if "/IDTree" not in root:
        return
    flat = list(root.IDTree.Names)
    for name, element in zip(flat[::2], flat[1::2], strict=True):
        yield str(name), element


def mended(piece: bytes, number: int, *, lifted: bool) -> bytes:
    """A piece with identifiers that no other piece has, and with its headings one level lower if `lifted`.

    Done on the bytes of typst's file, which writes both as plain text, and without a change of
    length, so that every offset stays right: walking through all elements of a long book would take
    longer than setting it. `test_binding.py` looks at what comes of it.
    """
    first, second = divmod(number, len(_LETTERS))
    marks = _LETTERS[first : first + 1], _LETTERS[second : second + 1]
    if len(b"".join(marks)) < len(marks):
        raise ValueError(f"a book has fewer than {len(_LETTERS) ** 2} pieces")
    kept = _IDENTIFIER.sub(rb"(" + marks[0] + rb"\1\3" + marks[1] + rb"\2\4)", piece)
    if not lifted:
        return kept
    return _HEADING.sub(lambda found: found[1] + bytes((found[2][0] + 1,)), kept)


def _array(parts: Iterable[Any]) -> Any:
    import pikepdf

    return pikepdf.Array(list(parts))


def _shift_keys(piece: "pikepdf.Pdf", by: int) -> int:
    """Raise the keys that lead from pages and links into the structure; the first free key after it."""
    for page in piece.pages:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + by
        for link in page.get("/Annots", ()):
            if "/StructParent" in link:
                link.StructParent = int(link.StructParent) + by
    return int(piece.Root.StructTreeRoot.ParentTreeNextKey) + by


def _places(pdf: "pikepdf.Pdf") -> dict[str, Place]:
    names = pdf.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return {}
    pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    flat = list(names.Dests.Names)
    return {
        str(name): Place(pages[target[0].objgen], target[2], target[3])
        for name, target in zip(flat[::2], flat[1::2], strict=True)
    }


def _target(pages: Sequence[Any], place: Place) -> Any:
    import pikepdf

    return pikepdf.Array([pages[place.page], pikepdf.Name.XYZ, place.left, place.top, _NO_ZOOM])


def _resolve_links(
    pages: Iterable[Any], targets: Mapping[str, Any], words: Callable[[str], str]
) -> None:
    """Make links of the addresses that lead from piece to piece."""
    for page in pages:
        for link in page.get("/Annots", ()):
            action = link.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(GOTO):
                name = address.removeprefix(GOTO)
                if name not in targets:
                    raise UnknownTargetError(name)
                del link.A
                link.Dest = targets[name]
                # Typst has put the address there.
                link.Contents = words(name)


def _set_targets(book: "pikepdf.Pdf", targets: Mapping[str, Any]) -> None:
    """Keep the names of the targets: a link from outside may lead to a record."""
    import pikepdf

    names = sorted(targets, key=str.encode)
    flat = _array(part for name in names for part in (name, targets[name]))
    book.Root.Names.Dests = book.make_indirect(pikepdf.Dictionary(Names=flat))


def _set_outline(
    book: "pikepdf.Pdf", bookmarks: Iterable[Bookmark], targets: Mapping[str, Any]
) -> None:
    import pikepdf

    def item(bookmark: Bookmark) -> pikepdf.OutlineItem:
        made = pikepdf.OutlineItem(bookmark.title, targets[bookmark.target])
        made.is_closed = True
        made.children.extend(map(item, bookmark.below))
        return made

    with book.open_outline() as outline:
        outline.root.clear()
        outline.root.extend(map(item, bookmarks))


def _page_labels(front_pages: int) -> Any:
    import pikepdf

    roman = pikepdf.Dictionary(S=pikepdf.Name.r)
    arabic = pikepdf.Dictionary(S=pikepdf.Name.D)
    numbers = [0, roman, front_pages, arabic] if front_pages else [0, arabic]
    return pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
