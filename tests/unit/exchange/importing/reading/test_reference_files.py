import pytest

from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.references import COLUMNS, iso_date, iso_of, month_of
from atlas_gui.exchange.importing.reading.tex import plain_text

from .conftest import Make, Read, read, refusal

RIS = """1.
TY  - LEGAL
ID  - x
TI  - A treaty
 on trade
AU  - Kim, A
AU  - United Nations
PY  - 2005
DA  - 2005/03/01/about
CY  - Beijing
KW  - a
KW  - b
UR  - http://example.org/1
UR  - http://example.org/2
XX  - z
ER  -

stray
TY  - JOUR
TI  - second
SP  - 1
EP  - 5
TY  - FOO
T1  - third
Y1  - in spring
"""
BIBTEX = r"""@string{acm = "ACM Press"}
@comment{x}
@article{key1, author = {M{\"u}ller, J{\"o}rg and Dupont, Fran\c{c}ois and {Bank and Others}},
  title = "A {Title} -- with \emph{looks} \& 50\% \foo{bar}", journal = acm # { x}, year = 2005,
  month = mar, keywords = {a, b; c}, url = {http://x.y/a\_b%20c}, pages={1--5}, custom={z}}
@misc{key1, title={Two}, date={2005-03/2006}, year={2005}, howpublished={\url{http://x}}}
@book{broken, title = {never closed
@book{ok, title={Three}, title={Four}, year={in press}}
@weird(paren, title={p}, type={q})
text between
"""
CSL = """[{"id":"a","type":"treaty","title":" T ","author":[{"family":"Kim","given":"A"},
{"literal":"UN"},{"non-dropping-particle":"van","family":"Dam"}],
"issued":{"date-parts":[[2005,3,1],[2006]],"circa":true,"literal":"spring"},
"custom":{"kind":"loan"},"keyword":"a, b"},5,
{"id":"b","type":"book","issued":{"raw":"spring"},"accessed":{"date-parts":[["2024","2"]]}}]"""


def started(found: Read) -> None:
    assert tuple(found.columns[: len(COLUMNS)]) == COLUMNS


def test_ris(make: Make) -> None:
    found = read(make("a.ris", RIS))
    started(found)
    assert list(found.rows) == [2, 19, 23]
    first, second, third = found.records()
    assert first == {
        "id": "x",
        "type": "treaty",
        "title": "A treaty\non trade",
        "author": ["Kim, A", "United Nations"],
        "issued": "2005-03-01",
        "event-place": "Beijing",
        "keyword": ["a", "b"],
        "URL": ["http://example.org/1", "http://example.org/2"],
        "ris:DA": "about",
        "ris:XX": "z",
    }
    assert second == {"type": "article-journal", "title": "second", "page": "1–5"}
    assert third == {"type": "document", "title": "third", "issued": "in spring", "ris:TY": "FOO"}
    assert found.codes() == [("outside-reference", 18), ("no-end", 19), ("no-end", 23)]
    assert found.findings[0].outcome is Outcome.LEFT_OUT


def test_bibtex(make: Make) -> None:
    found = read(make("a.bib", BIBTEX))
    started(found)
    first, second, third, fourth = found.records()
    assert first == {
        "id": "key1",
        "type": "article-journal",
        "title": "A Title – with looks & 50% \\foo bar",
        "author": ["Müller, Jörg", "Dupont, François", "Bank and Others"],
        "issued": "2005-03",
        "container-title": "ACM Press x",
        "URL": "http://x.y/a_b%20c",
        "keyword": ["a", "b", "c"],
        "page": "1–5",
        "custom": "z",
    }
    assert second["issued"] == "2005-03/2006"
    assert second["howpublished"] == "http://x"
    assert (third["title"], third["issued"]) == ("Three", "in press")
    assert fourth == {
        "id": "paren",
        "type": "document",
        "title": "p",
        "genre": "q",
        "bibtex:type": "weird",
    }
    told = {(finding.code, finding.row): finding for finding in found.findings}
    assert set(told) == {("key-twice", 6), ("broken-entry", 7), ("field-left-out", 8)}
    assert told["field-left-out", 8].value == "Four"
    assert told["broken-entry", 7].outcome is Outcome.REFUSED


def test_csl_json(make: Make) -> None:
    found = read(make("a.json", CSL))
    started(found)
    assert found.used.format == "csl-json"
    assert found.records() == [
        {
            "id": "a",
            "type": "treaty",
            "title": "T",
            "author": ["Kim, A", "UN", "van Dam"],
            "issued": "2005-03-01~/2006~",
            "issued.literal": "spring",
            "custom.kind": "loan",
            "keyword": ["a", "b"],
        },
        {"id": "b", "type": "book", "issued": "spring", "accessed": "2024-02"},
    ]
    assert found.codes() == [("no-object", 2)]


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (
            r"M{\"u}ller \& S\o{}n, \'{E}t\'e, \v{S}koda, {\L}\'od\'z, \ss",
            "Müller & Søn, Été, Škoda, Łódź, ß",
        ),
        (r"\'{\i} \'\i \aa\AA{} na\"{\i}ve \~n \=o \H{o}", "í í åÅ naïve ñ ō ő"),
        (r"50 \% of \{R\&D\} costs \$5 \#1 a\_b", "50 % of {R&D} costs $5 #1 a_b"),
        (r"\textbackslash{}input\{/etc/passwd\}", r"\input{/etc/passwd}"),
        (r"``quoted'' -- and --- a-{}-b", "“quoted” – and — a--b"),
        (r"a~b\\c \textit{d} {\em e} \LaTeX", "a b c d e LaTeX"),
        (r"\unknown{x} $x^2$ 100% sure", r"\unknown x $x^2$ 100% sure"),
        ("{{Nested {braces}}}", "Nested braces"),
        ("plain 'text'", "plain 'text'"),
        ("\\", "\\"),
        (r"\"", '"'),
    ],
)
def test_tex_becomes_text(tex: str, text: str) -> None:
    assert plain_text(tex) == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2005", "2005"),
        ("2005/3", "2005-03"),
        ("2005-03-01", "2005-03-01"),
        ("2005/03/01/", "2005-03-01"),
        ("2005/13/01", "2005"),
        ("spring 2005", None),
        ("99999", None),
        ("", None),
    ],
)
def test_dates_of_numbers_become_iso(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_parts_of_dates_may_be_anything() -> None:
    assert iso_of([2005, "3", None]) == "2005-03"
    assert iso_of([-43, 3, 15]) == "-0043-03-15"
    assert iso_of([[], 3]) is None
    assert iso_of([1e300]) is None
    assert [month_of(name) for name in ("mar", "{March}", "3", "13", "?", "")] == [
        3,
        3,
        3,
        None,
        None,
        None,
    ]


def test_csl_json_within_an_object_is_read(make: Make) -> None:
    found = read(make("a.json", f'{{"items": {CSL}}}'))
    assert (found.used.format, len(found.rows)) == ("csl-json", 2)


def test_lists_without_a_reference_are_refused(make: Make) -> None:
    assert "no reference" in refusal(make("a.bib", "@book{a, title={x}"))
    assert "no reference" in refusal(make("b.bib", "@comment{a}"))
    assert "no object" in refusal(make("c.json", "[1]"), format="csl-json")
    assert "no reference" in refusal(make("d.ris", "nothing"), format="ris")


def test_a_list_in_another_encoding_is_read(make: Make) -> None:
    content = "TY  - BOOK\nTI  - Größe für Brücke\nER  - \n".encode("cp1252")
    found = read(make("a.ris", content))
    assert found.records()[0]["title"] == "Größe für Brücke"
    assert found.codes() == [("encoding-detected", 0)]
    found = read(make("a.bib", "@book{a, title={Größe für Brücke}}".encode("utf-16")))
    assert found.records()[0]["title"] == "Größe für Brücke"


def test_deep_braces_are_read_or_refused(make: Make) -> None:
    found = read(make("a.bib", "@book{a, title={" + "{" * 20_000 + "x" + "}" * 20_000 + "}}"))
    assert found.records()[0]["title"] == "x"


def test_names_of_columns_are_never_blank(make: Make) -> None:
    found = read(make("a.csl.json", '[{"id":"a","type":"book","title":"A","":"x","a\\nb":"y"}]'))
    assert list(found.columns[len(COLUMNS) :]) == ["Column 19", "a b"]
    found = read(make("a.bib", "@book{a, title={A}, x\n  y = {z}}"))
    assert found.columns[-1] == "x y"


def test_lines_are_counted_over_portions(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_gui.exchange.importing.reading.bibtex_file._PORTION", 30)
    entries = "".join(
        f"% a\n@book{{k{n},\n  title={{T{n}}}, publisher = acm\n}}\n\n" for n in range(9)
    )
    found = read(make("a.bib", '@string{acm = "ACM"}\n' + entries + "@book{k1, title={again}}\n"))
    assert list(found.rows) == [*range(3, 48, 5), 47]
    assert {record.get("publisher") for record in found.records()[:-1]} == {"ACM"}
    assert found.codes() == [("key-twice", 47)]


def test_an_entry_without_end_is_not_gone_through(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas_gui.exchange.importing.reading.bibtex_file._LONGEST_PORTION", 1_000)
    monkeypatch.setattr("atlas_gui.exchange.importing.reading.bibtex_file._PORTION", 10)
    found = read(
        make(
            "a.bib", "@book{a, title={A}}\n@book{b, title=" + "{" * 2_000 + "\n@book{c, title={C}}"
        )
    )
    assert [record["id"] for record in found.records()] == ["a", "c"]
    assert found.codes() == [("broken-entry", 2)]
