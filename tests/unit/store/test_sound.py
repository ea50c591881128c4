"""What is passed over as sound has no fault, and faults are named as if nothing were passed over."""

import contextlib
import copy
import json
import random
from collections.abc import Iterator
from itertools import product
from typing import Any

import msgspec
import pytest
from bench.torture.mutations import KINDS, sound_library
from support.acts import act, treaty
from support.cruel import cruel_library
from support.hostile import SIGNS, hostile_library
from support.libraries import Plain, amount_claim, date_claim, evidence, plain_library, record
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain import claims, entities
from atlas_gui.domain import record as records
from atlas_gui.domain.entities import Country, Document
from atlas_gui.store.check.changes import faults_of_changes
from atlas_gui.store.check.faults import Fault
from atlas_gui.store.check.sound import SoundDocuments
from atlas_gui.store.tables import TABLES

_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
Raw = dict[str, dict[str, msgspec.Raw]]


class Verdicts:
    """Both verdicts on a library all of which was changed, and what was passed over as sound."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.passed = 0
        self.faulty = 0

    def compare(self, raw: Raw, where: str = "") -> None:
        """Fail unless the faults are the same, in number, words and order."""
        known, countries = _known(raw), list(_countries(raw))
        quick = self._counted(raw, known, countries)
        with self._monkeypatch.context() as patch:
            patch.setattr(SoundDocuments, "read", lambda *_arguments: None)
            slow = faults_of_changes(raw, known, countries)
        assert quick == slow, where
        self.faulty += bool(slow)

    def _counted(
        self, raw: Raw, known: dict[str, set[str]], countries: list[Country]
    ) -> tuple[Fault, ...]:
        read = SoundDocuments.read

        def counting(sound: SoundDocuments, table: str, content: msgspec.Raw) -> Document | None:
            found = read(sound, table, content)
            self.passed += found is not None
            return found

        with self._monkeypatch.context() as patch:
            patch.setattr(SoundDocuments, "read", counting)
            return faults_of_changes(raw, known, countries)


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> Verdicts:
    return Verdicts(monkeypatch)


def raw_of(plain: Any) -> Raw:
    return _TABLES.decode(msgspec.json.encode(plain))


def _known(raw: Raw) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {table: set() for table in TABLES}
    for table, held in raw.items():
        for content in held.values():
            try:
                name = msgspec.json.decode(content).get("id", "")
            except (AttributeError, msgspec.DecodeError):
                continue
            if isinstance(name, str):
                known.setdefault(table, set()).add(name)
    return known


def _countries(raw: Raw) -> Iterator[Country]:
    for content in raw.get("countries", {}).values():
        try:
            yield msgspec.json.decode(content, type=Country)
        except msgspec.DecodeError:
            continue


def test_a_sound_library_is_passed_over_whole(verdicts: Verdicts) -> None:
    raw = raw_of(plain_library(treaty(40), record("plain")))
    verdicts.compare(raw)
    assert verdicts.faulty == 0
    assert verdicts.passed == sum(
        len(raw[table]) for table in raw if table not in ("meta", "countries")
    )


def test_the_shipped_library_is_passed_over_whole(verdicts: Verdicts) -> None:
    tables = {
        table: {
            key: msgspec.json.decode(content, type=TABLES[table]) for key, content in held.items()
        }
        for table, held in _TABLES.decode(SHIPPED_LIBRARY.read_bytes()).items()
    }
    raw = raw_of(tables)
    verdicts.compare(raw)
    assert verdicts.passed == sum(
        len(raw[table]) for table in raw if table not in ("meta", "countries")
    )
    assert verdicts.faulty == 0


def test_a_library_with_white_space_is_passed_over_as_well(verdicts: Verdicts) -> None:
    verdicts.compare(_TABLES.decode(SHIPPED_LIBRARY.read_bytes()))
    assert verdicts.passed > len(_TABLES.decode(SHIPPED_LIBRARY.read_bytes())["records"])


@pytest.mark.parametrize("plain", [cruel_library(), hostile_library()], ids=["cruel", "hostile"])
def test_cruel_and_hostile_documents_have_the_same_faults(plain: Plain, verdicts: Verdicts) -> None:
    verdicts.compare(raw_of(plain))
    assert verdicts.faulty == 1
    assert verdicts.passed > 0


_ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.0,
    1.5,
    10**30,
    "",
    " ",
    "x",
    "CHN",
    "SUN",
    "2005",
    "2005-02-30",
    "0000-01-01",
    "2004-21",
    "country:ZZZ",
    "person:xi-jinping",
    "XTS",
    "100.000000000001",
    "other",
    "target",
    [],
    {},
    [[1]],
    {"en": "x", "xx": "y"},
    {"edtf": "2005~"},
    {"edtf": "yesterday"},
)


def _base() -> Plain:
    """A library in which each sort of claim and each field of a source stands."""
    value: Plain = {"party": "organisation:minmetals", "percent": "51", "of": "the plant"}
    made = [
        date_claim("2005-11-03"),
        amount_claim("5"),
        {"property": "share", "id": "share", "value": value, "evidence": [evidence()]},
        {
            "property": "ranking",
            "id": "ranking",
            "value": {"party": "country:CHN", "position": 2, "among": "partners"},
            "evidence": [evidence(), {**evidence(), "note": 'Said "so"\n\nand more.'}],
            "rank": "preferred",
            "reason": "It is newer.",
        },
        {
            "property": "statement",
            "id": "statement",
            "value": {"text": "Two lines\nof text.", "speaker": "person:xi-jinping"},
            "evidence": [{**evidence(), "as_of": {"edtf": "2004~"}}],
        },
        {
            "property": "place",
            "id": "place",
            "value": {"name": "Moa", "country": "CUB"},
            "evidence": [evidence()],
        },
        {
            "property": "quantity",
            "id": "quantity",
            "value": {"number": "5", "unit": "buses"},
            "evidence": [evidence()],
        },
        {
            "property": "party",
            "id": "party",
            "value": {"party": "country:SUN", "role": "buyer"},
            "evidence": [evidence()],
        },
        act("act", party="country:CUB", date={"edtf": "1950-05"}, effective={"edtf": "1951"}),
    ]
    follows = [{"type": "follows", "target": "second"}]
    first = record("first", claims=made, relations=follows, pairs=["CHN-CUB"])
    plain = plain_library(first, treaty(3, "second"))
    plain["sources"]["1"] |= {"damage": ["A page is lost.", "So is another."]}
    plain["sources"]["1"]["csl"] |= {
        "author": [{"family": "Wu", "given": "X."}, {"literal": "A body"}],
        "issued": {"date-parts": [[2019, 6, 6]]},
    }
    plain["organisations"]["1"] |= {"aliases": ["CMC", "五矿"]}
    return plain


def _places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path[2:]:
        yield path
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, held in inner:
        yield from _places(held, (*path, step))


def _spoiled(chance: random.Random) -> Raw:
    """The base with one to three things changed, and sometimes written in another way."""
    plain = _base()
    for _time in range(chance.choice((1, 1, 1, 2, 3))):
        places = list(_places(plain))
        path = chance.choice(places)
        holder: Any = plain
        for step in path[:-1]:
            holder = holder[step]
        _spoil(holder, path[-1], chance)
    return _written(plain, chance)


def _spoil(holder: Any, step: Any, chance: random.Random) -> None:
    held = holder[step]
    match chance.randrange(6):
        case 0:
            del holder[step]
        case 1:
            holder[step] = copy.deepcopy(chance.choice(_ODD))
        case 2 if isinstance(held, list) and held:
            held.append(copy.deepcopy(chance.choice(held)))
        case 3 if isinstance(holder, dict):
            holder[chance.choice(("more", "note", "text", "rank", "id"))] = chance.choice(_ODD)
        case _ if isinstance(held, str):
            at = chance.choice((0, 0, len(held), len(held), len(held) // 2))
            holder[step] = held[:at] + chance.choice(SIGNS) + held[at:]
        case _:
            holder[step] = copy.deepcopy(chance.choice(_ODD))


def _written(plain: Plain, chance: random.Random) -> Raw:
    content = msgspec.json.encode(plain)
    match chance.randrange(6):
        case 0:
            content = msgspec.json.format(content, indent=2)
        case 1:
            content = json.dumps(plain).encode()
        case 2:
            # A name that stands twice, with the same value or with another one.
            text = content.decode()
            starts = [at for at in range(len(text)) if text[at : at + 2] in ('{"', ',"')]
            at = chance.choice(starts) + 1
            end = text.find('":', at)
            twice = f'{text[at:end]}":{chance.choice(("null", "1", text[end + 2 : end + 5]))},'
            content = (text[:at] + twice + text[at:]).encode()
    try:
        raw = _TABLES.decode(content)
    except msgspec.DecodeError:
        return raw_of(plain)
    return raw if set(raw) == set(TABLES) else raw_of(plain)


@pytest.mark.parametrize(
    "seeds",
    [
        range(300),
        pytest.param(range(300, 3_000), marks=(pytest.mark.slow, pytest.mark.timeout(300))),
    ],
    ids=["some", "many"],
)
def test_spoiled_documents_have_the_same_faults(seeds: range, verdicts: Verdicts) -> None:
    for seed in seeds:
        verdicts.compare(_spoiled(random.Random(seed)), str(seed))
    assert verdicts.faulty > len(seeds) * 0.6
    assert verdicts.passed > len(seeds) * 2


@pytest.mark.slow
def test_spoiled_made_libraries_have_the_same_faults(verdicts: Verdicts) -> None:
    for seed, kind in product(range(40), ("wrong values", "hostile texts", "hostile identifiers")):
        chance = random.Random(f"{kind} {seed}")
        spoiled = KINDS[kind](copy.deepcopy(sound_library(3, seed)), chance)
        with contextlib.suppress(msgspec.ValidationError):
            raw = _TABLES.decode(spoiled)
            verdicts.compare(raw, f"{kind} {seed}")
    assert verdicts.faulty > 60


def _changed(**parts: Any) -> Plain:
    return plain_library(record("nickel-plant", **parts))


@pytest.mark.parametrize(
    "plain",
    [
        _changed(relations=[{"type": "follows", "target": "nickel-plant"}]),
        _changed(relations=[{"type": "follows", "target": "nowhere"}]),
        _changed(countries=["CHN", "CUB", "CHN"]),
        _changed(countries=["RUS", "SUN"]),
        _changed(pairs=["CHN-RUS"]),
        _changed(sectors=["mining", "mining"]),
        _changed(title={"qx": "Nobody's language"}),
        _changed(title={"en": "A blank "}),
        _changed(title={"en": " A blank"}),
        _changed(title={"en": "Two\nlines"}),
        _changed(summary="Ends with a line break.\n"),
        _changed(claims=[amount_claim("5", "XXX")]),
        _changed(claims=[{**date_claim("2005"), "rank": "preferred"}]),
        _changed(claims=[date_claim("2005"), date_claim("2006")]),
        _changed(claims=[date_claim("2005-13")]),
        _changed(claims=[{**date_claim("2005"), "evidence": [evidence("nowhere")]}]),
        _changed(claims=[act("a")]),
        _changed(claims=[act("a", "other", named="Ceylon")]),
        _changed(claims=[act("a", party="person:nobody")]),
    ],
    ids=lambda plain: str(list(plain["records"]["1"].items())[-1])[:60],
)
def test_each_fault_is_seen(plain: Plain, verdicts: Verdicts) -> None:
    verdicts.compare(raw_of(plain))
    assert verdicts.faulty == 1


def test_two_documents_of_one_identifier_are_both_blamed(verdicts: Verdicts) -> None:
    plain = plain_library(record("same"), record("other"), record("same"))
    plain["sources"]["2"] = dict(plain["sources"]["1"])
    # The same in other words, which is not passed over, and one that cannot be read.
    plain["sources"]["3"] = {**plain["sources"]["1"], "damage": []}
    plain["sources"]["4"] = {**plain["sources"]["1"], "kind": "rumour"}
    raw = raw_of(plain)
    verdicts.compare(raw)
    faults = faults_of_changes(raw, _known(raw), _countries(raw))
    assert {(f.place.table, f.place.document) for f in faults} == {
        ("records", "same"),
        ("sources", "survey"),
    }


def test_a_record_whose_country_has_a_fault_is_judged_without_it(verdicts: Verdicts) -> None:
    plain = plain_library(record("ours", countries=["RUS", "SUN"]), record("fine"))
    verdicts.compare(raw_of(plain))
    plain["countries"]["4"]["names"] = {"en": "Soviet Union "}
    verdicts.compare(raw_of(plain))
    del plain["countries"]["3"]
    verdicts.compare(raw_of(plain))


# What would be forgotten here, and nowhere else.


def _lists_of(struct: type[msgspec.Struct]) -> set[str]:
    found = set()
    for field in msgspec.inspect.type_info(struct).fields:  # type: ignore[attr-defined]
        inner = field.type
        while isinstance(inner, msgspec.inspect.Metadata):
            inner = inner.type
        if isinstance(inner, msgspec.inspect.VarTupleType | msgspec.inspect.ListType):
            found.add(f"{struct.__name__}.{field.name}")
    return found


def test_every_list_of_a_document_is_asked_for_repeated_entries() -> None:
    """Whoever adds a list to a document adds it to `sound`, and here."""
    structs = [
        *(
            vars(entities)[name]
            for name in ("Organisation", "Person", "Source", "CslItem", "CslName")
        ),
        records.Record,
        records.Relation,
        claims.Evidence,
        *claims.ClaimBase.__subclasses__(),
        *claims.Value.__subclasses__(),
    ]
    found = set().union(*map(_lists_of, structs))
    assert {name for name in found if not name.endswith("Claim.evidence")} == {
        "CslItem.author",
        "Organisation.aliases",
        "Person.aliases",
        "Record.claims",
        "Record.countries",
        "Record.pairs",
        "Record.relations",
        "Record.sectors",
        "Source.damage",
    }
