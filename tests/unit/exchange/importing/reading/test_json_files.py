import gzip
import json
from decimal import Decimal

import pytest

from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading import json_lines as lines_module

from .conftest import Make, read, refusal


def test_objects_become_rows_and_inner_objects_columns(make: Make) -> None:
    items = [
        {"id": 1, "name": {"en": " A ", "zh": ""}, "parts": [{"x": " y "}, ""]},
        {"id": 2.50, "more": True, "name": {}},
        {"id": None},
    ]
    found = read(make("a.json", json.dumps(items)))
    assert list(found.columns) == ["id", "name.en", "name.zh", "parts", "more", "name"]
    assert found.rows == {
        1: [1, "A", None, [{"x": "y"}, None], None, None],
        2: [Decimal("2.5"), None, None, None, True, None],
    }
    assert (found.used.format, found.used.items, list(found.choices)) == ("json", "", [])


def test_the_longest_list_is_taken_unless_another_is_wished_for(make: Make) -> None:
    path = make("a.json", '{"a":[{"x":1}],"b":{"c":[{"y":1},{"y":2}]},"d":[1,2,3],"e":5}')
    found = read(path)
    assert (found.used.items, list(found.choices)) == ("b.c", ["a", "b.c"])
    assert read(path, items="a").records() == [{"x": 1}]
    assert "no list “d”" in refusal(path, items="d")


def test_objects_in_an_object_keep_their_names(make: Make) -> None:
    found = read(make("a.json", '{"CHN":{"n":"China"},"CUB":{"n":"Cuba"}}'))
    assert found.records() == [{"key": "CHN", "n": "China"}, {"key": "CUB", "n": "Cuba"}]
    assert read(make("b.json", '{"a":{"b":1},"c":2}')).records() == [{"a.b": 1, "c": 2}]


def test_items_that_are_no_objects_are_refused_alone(make: Make) -> None:
    found = read(make("a.json", '[{"a":1},5,null,[{"a":2}],{"a":' + "9" * 5_000 + '},{"a":3}]'))
    assert found.rows == {1: [1], 6: [3]}
    assert found.codes() == [("no-object", number) for number in (2, 3, 4, 5)]
    assert all(finding.outcome is Outcome.REFUSED for finding in found.findings)
    assert "too large" in found.findings[-1].reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"a":1},\n{"a":}]', "line 2"),
        ('[{"a":1},', "ends in the middle"),
        ("[" * 100_000, "too deeply"),
        ('{"a":' * 100_000, "too deeply"),
        ('[{"a":NaN}]', "no JSON"),
        ("[1,2,3]", "without any object"),
        ("[]", "without any object"),
    ],
)
def test_what_is_no_list_of_objects_is_refused(make: Make, content: str, said: str) -> None:
    assert said in refusal(make("a.json", content))


@pytest.mark.parametrize("number", ["1e401", "-1e-999999999", "1E99999999999999999999", "1" * 500])
def test_numbers_beyond_reason_are_refused(make: Make, number: str) -> None:
    found = read(
        make("a.jsonl", f'{{"a":1}}\n{{"a":{number}}}\n{{"b":{{"c":[{number}]}},"d":""}}\n')
    )
    assert found.codes()[0] == ("no-json", 2)
    assert found.rows == {1: [1]} or number == "1e401" or ("no-json", 3) in found.codes()


def test_json_in_another_encoding_is_read(make: Make) -> None:
    text = '[{"a":"Größe für Brücke"},{"a":"Österreich"}]'
    for name in ("utf-16", "utf-8-sig", "utf-32"):
        found = read(make("a.json", text.encode(name)))
        assert found.records() == [{"a": "Größe für Brücke"}, {"a": "Österreich"}]
    found = read(make("a.json", text.encode("cp1252")))
    assert found.records()[1] == {"a": "Österreich"}
    assert found.codes() == [("encoding-detected", 0)]


def test_lines_that_are_no_objects_are_refused_alone(make: Make) -> None:
    found = read(make("a.jsonl", '{"a":1}\n\n[1]\n{"a":\n{"b":" "}\n{"b":" x"}\n{"a":2,'))
    assert found.rows == {1: [1, None], 6: [None, "x"]}
    assert found.codes() == [("no-json", 3), ("no-json", 4), ("no-json", 7), ("cut-off", 7)]
    assert found.findings[1].value.startswith('{"a":')
    assert found.used.format == "jsonl"


@pytest.mark.parametrize("kept", [True, False])
def test_columns_are_those_of_all_lines(
    make: Make, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    if not kept:
        monkeypatch.setattr(lines_module, "KEPT_BYTES", 0)
    text = "".join(f'{{"n":{n},"o":{{"p":"x"}}}}\n' for n in range(2_500)) + '{"last":[1]}\n'
    found = read(make("a.jsonl.gz", gzip.compress(text.encode())))
    assert list(found.columns) == ["n", "o.p", "last"]
    assert len(found.rows) == 2_501
    assert found.rows[2_501] == [None, None, [1]]
    assert found.rows[2_500] == [2_499, "x", None]


@pytest.mark.parametrize(
    "text",
    ["", " ", "x ", " x", "\n", "x\u00a0", "\u3000x", "x\t", "\u2003", "x, ", "x: ", '" ', "\\ "],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_no_text_is_blank_or_has_blanks_around_it(
    make: Make, text: str, *, ascii_only: bool
) -> None:
    item = {"a": text, "b": [text, {"c": text}], "z": 1}
    for separators in ((",", ":"), (", ", ": "), (" , ", " : ")):
        line = json.dumps(item, ensure_ascii=ascii_only, separators=separators)
        cells = read(make("a.jsonl", f"{line}\n{line}\n")).rows[1]
        stripped = text.strip() or None
        assert cells == [stripped, [stripped, {"c": stripped}], 1]


def test_names_of_columns_are_never_blank_or_alike(make: Make) -> None:
    found = read(make("a.jsonl", '{"":1,"a b":2,"a\\nb":3,"a.b":4,"a":{"b":5}}\n{"a b":6}\n'))
    assert list(found.columns) == ["Column 1", "a b", "a b (2)", "a.b", "a.b'"]
    assert found.rows[1] == [1, 2, 3, 4, 5]


def test_json_lines_with_bytes_that_are_no_text(make: Make) -> None:
    content = '{"a":"Ä"}\n{"a":"ö"}\n'.encode() + b'{"a":"\xe9t\xe9"}\n'
    found = read(make("a.jsonl", content))
    assert found.rows == {1: ["Ä"], 2: ["ö"], 3: ["\\xe9t\\xe9"]}
    assert found.codes() == [("undecodable", 0), ("undecodable", 3)]


def test_too_many_columns_are_refused(make: Make) -> None:
    lines = "".join(f'{{"c{n}":1}}\n' for n in range(2_100))
    assert "2,000 columns" in refusal(make("a.jsonl", lines))
    assert "2,000 columns" in refusal(make("a.json", f"[{','.join(lines.split())}]"))


def test_json_lines_without_an_object_are_refused(make: Make) -> None:
    assert "line 1" in refusal(make("a.jsonl", "[1]\n[2]\n"))


def test_many_lines_without_an_object_are_not_gone_through(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_module, "_JUDGED_LINES", 2_000)
    path = make("a.jsonl", '{"a":1}\n' + "y\n" * 3_000)
    assert "line 2 " in refusal(path, format="jsonl")
    path = make("b.jsonl", "y\n" * 1_500 + '{"a":1}\n')
    assert read(path, format="jsonl").rows == {1501: [1]}
