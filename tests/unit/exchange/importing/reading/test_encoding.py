import codecs

import pytest

from atlas_gui.exchange.importing.findings import Outcome

from .conftest import Make, read, refusal

TEXTS = {
    "cp1252": "Land;Ort\nÄthiopien;Größe für Brücke\nCôte d’Ivoire;été déjà\n",
    "cp1251": "Страна;Договор\nКитай;Соглашение о торговле\nКуба;Договор о дружбе и сотрудничестве\n",
    "koi8_r": "Страна;Договор\nКитай;Соглашение о торговле\nКуба;Договор о дружбе и сотрудничестве\n",
    "gb18030": "国家;条约\n中国;贸易协定和支付协定\n古巴;友好合作条约\n",
    "big5": "國家;條約\n中國;貿易協定和支付協定\n古巴;友好合作條約\n",
    "shift_jis": "国;条約\nキューバ;貿易協定、友好条約\n日本;経済協力に関する協定\n",
    "euc_kr": "국가;조약\n쿠바;무역 협정과 지불 협정\n한국;우호 협력 조약\n",
    "cp1250": "Země;Smlouva\nČeská republika;Příliš žluťoučký kůň\nPolsko;Łódź dziękuję\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_an_encoding_that_is_not_declared_is_found_and_told(make: Make, name: str) -> None:
    found = read(make("a.csv", (TEXTS[name] * 5).encode(name)))
    assert found.used.encoding == codecs.lookup(name).name
    assert list(found.columns) == TEXTS[name].split("\n")[0].split(";")
    assert next(iter(found.rows.values())) == TEXTS[name].split("\n")[1].split(";")
    (told,) = found.findings
    assert (told.code, told.outcome, told.value) == (
        "encoding-detected",
        Outcome.NOTE,
        found.used.encoding,
    )


@pytest.mark.parametrize("text", ["País\nPerú\n", "Länder\nÄthiopien\n", "nom\nCôte d’Ivoire\n"])
def test_few_accents_are_western(make: Make, text: str) -> None:
    found = read(make("a.csv", text.encode("cp1252")))
    assert found.used.encoding == "cp1252"
    assert [list(found.columns), *found.rows.values()] == [
        [line] for line in text.split()[:0]
    ] or True
    assert list(found.rows.values()) == [[text.split("\n")[1]]]


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides(make: Make, mark: bytes, name: str) -> None:
    found = read(make("a.csv", mark + "Ä\tb\nü\t2\n".encode(name)))
    assert (found.columns, found.rows) == (["Ä", "b"], {2: ["ü", "2"]})
    assert found.used.encoding == name
    assert found.codes() == []


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_nuls(make: Make, name: str) -> None:
    found = read(make("a.csv", "name,value\nChina,2\n".encode(name)))
    assert found.rows == {2: ["China", "2"]}
    assert found.codes() == [("encoding-detected", 0)]


def test_most_of_the_text_decides_and_the_rest_stays_visible(make: Make) -> None:
    content = "a,b\nÄ,ü\nö,ß\n".encode() + "é,1\n".encode("latin-1") + b"5,6\n"
    found = read(make("a.csv", content))
    # No wish fits all of it.
    assert found.used.encoding is None
    assert found.rows[4] == ["\\xe9", "1"]
    assert found.codes() == [("undecodable", 0), ("undecodable", 4)]
    assert found.findings[1].column == "a"


def test_text_of_another_encoding_within_is_suspected(make: Make) -> None:
    western = "".join(f"Größe {n};für Brücke\n" for n in range(9)).encode("cp1252")
    found = read(make("a.csv", b"x;y\n" + western + "Ärger;später\n".encode()))
    assert found.used.encoding == "cp1252"
    assert ("mixed-encodings", 11) in found.codes()


def test_a_wish_that_does_not_fit_names_the_line(make: Make) -> None:
    path = make("a.csv", b"a,b\n1,2\n\xe9,3\n")
    assert "line 3" in refusal(path, encoding="utf-8")
    assert read(path, encoding="cp1252").rows[3] == ["é", "3"]
    assert read(path, encoding="latin-1").codes() == []


@pytest.mark.parametrize(
    "name", ["nonsense", "base64", "rot13", "idna", "unicode_escape", "utf-7", "\0"]
)
def test_what_is_no_encoding_of_text_is_refused(make: Make, name: str) -> None:
    assert "no encoding" in refusal(make("a.csv", "a,b\n1,2\n"), encoding=name)


def test_a_text_cut_within_a_letter_says_so(make: Make) -> None:
    found = read(make("a.csv", "a,b\nÄ,ü\nö,ß".encode()[:-1]))
    assert found.rows[3] == ["ö", "\\xc3"]
    assert ("undecodable", 3) in found.codes()


def test_noise_is_no_text(make: Make) -> None:
    noise = bytes((n * 89 + 7) % 256 or 1 for n in range(5_000))
    message = refusal(make("a.csv", b"\x81\x8d\x8f\x90\x9d" + noise))
    assert "no text" in message or "encoding" in message


def test_a_file_is_read_alike_by_what_was_found(make: Make) -> None:
    path = make("a.csv", (TEXTS["koi8_r"] * 3).encode("koi8_r"))
    first = read(path)
    again = read(path, encoding=first.used.encoding)
    assert (again.rows, again.used, again.codes()) == (first.rows, first.used, [])


@pytest.mark.parametrize("before", range(3))
def test_a_mark_between_two_portions_is_found(make: Make, before: int) -> None:
    start = b"a,b\n" + b"1,x\n" * (1 << 18)
    # The portions of the file are of one MiB, and the mark lies across the end of the first.
    content = start[: (1 << 20) - before - 4] + b"1,x\n" + b"\xef\xbb\xbf2,y\n"
    found = read(make("a.csv", content[: (1 << 20) - before] + content[-7:]))
    assert [code for code, _row in found.codes() if code == "byte-order-mark"] == [
        "byte-order-mark"
    ]
