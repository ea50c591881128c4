"""The JSON Schema accepts what Atlas reads and refuses what it does not."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest
from support.libraries import Plain, amount_claim, plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.store.check import check_library
from atlas_gui.store.schema import library_schema


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = library_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_shipped_library_is_valid(validator: jsonschema.Draft202012Validator) -> None:
    plain = json.loads(SHIPPED_LIBRARY.read_text(encoding="utf-8"))
    assert [error.json_path for error in validator.iter_errors(plain)] == []


def test_a_small_library_is_valid(validator: jsonschema.Draft202012Validator) -> None:
    assert validator.is_valid(plain_library())


def test_a_sum_may_say_into_what_it_was_converted_and_why_it_does_not_count(
    validator: jsonschema.Draft202012Validator, tmp_path: Path
) -> None:
    claim = amount_claim("5")
    claim["value"] |= {"conversion": "2014 US dollars", "not_counted": "an umbrella"}
    plain = plain_library(record("one", claims=[claim]))
    assert validator.is_valid(plain)
    assert check_library(write(plain, tmp_path)).faults == ()
    for field in ("conversion", "not_counted"):
        blank = copy.deepcopy(plain)
        blank["records"]["1"]["claims"][0]["value"][field] = " "
        assert not validator.is_valid(blank)
        assert check_library(write(blank, tmp_path)).faults


def _without_a_table(plain: Plain) -> None:
    del plain["people"]


def _with_an_unknown_table(plain: Plain) -> None:
    plain["extras"] = {}


def _with_a_word_for_a_key(plain: Plain) -> None:
    plain["records"]["first"] = plain["records"]["1"]


def _with_two_descriptions(plain: Plain) -> None:
    plain["meta"]["2"] = plain["meta"]["1"]


def _with_an_unknown_kind(plain: Plain) -> None:
    plain["records"]["1"]["kind"] = "friendship"


def _with_a_stray_field(plain: Plain) -> None:
    plain["records"]["1"]["colour"] = "red"


def _with_a_claim_without_evidence(plain: Plain) -> None:
    plain["records"]["1"]["claims"][0]["evidence"] = []


@pytest.mark.parametrize(
    "spoil",
    [
        _without_a_table,
        _with_an_unknown_table,
        _with_a_word_for_a_key,
        _with_two_descriptions,
        _with_an_unknown_kind,
        _with_a_stray_field,
        _with_a_claim_without_evidence,
    ],
)
def test_a_spoiled_library_is_not_valid(
    spoil: object, validator: jsonschema.Draft202012Validator
) -> None:
    plain = copy.deepcopy(plain_library(record("first")))
    assert callable(spoil)
    spoil(plain)
    assert not validator.is_valid(plain)
