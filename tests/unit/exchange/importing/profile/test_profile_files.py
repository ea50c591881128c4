"""Profiles as files: written, read back, kept, and refused with the place that is wrong."""

from pathlib import Path

import pytest
from support.importing import BASE, one_record, profile, values

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.profile import (
    find_profile,
    fitting_profile,
    profiles,
    read_profile,
    write_profile,
)
from atlas_gui.exchange.importing.profile.choices import (
    MEANING_LABELS,
    Choices,
    ColumnMeaning,
    profile_of,
    with_labels,
)
from atlas_gui.exchange.importing.profile.shelf import own_folder
from atlas_gui.exchange.importing.profile.toml_file import profile_bytes, profile_in


@pytest.mark.parametrize("name", ["aiddata-china-finance-1", "references", "uk-treaties"])
def test_a_profile_is_read_back_as_it_was_written(name: str, tmp_path: Path) -> None:
    made = find_profile(name, tmp_path)
    write_profile(made, tmp_path / "copy.toml")
    assert read_profile(tmp_path / "copy.toml") == made
    assert profile_bytes(read_profile(tmp_path / "copy.toml")) == profile_bytes(made)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "profile"),
        (b"[profile]\nname = ", "copy.toml"),
        (b"\xff\xfe", "copy.toml"),
        (b"x = 1", "x"),
        (b'[profile]\nversion = 2\nname = "a"\ntitle = "A"', "profile.version"),
        (b'[profile]\nversion = 1\nname = "No Slug"\ntitle = "A"', "profile.name"),
        (b"a = [" * 3_000, "copy.toml"),
    ],
)
def test_what_is_no_profile_is_refused_with_its_place(text: bytes, told: str) -> None:
    with pytest.raises(AtlasError, match="is no import profile") as raised:
        profile_in(text, Path("copy.toml"))
    assert told in raised.value.message
    assert "\n" not in raised.value.message


def test_a_key_that_atlas_does_not_know_is_named() -> None:
    text = profile_bytes(profile()) + b'\n[[dates]]\ncolumn = "a"\nbasis = "signed"\ncolum = "b"\n'
    with pytest.raises(AtlasError, match=r"dates\[.*colum"):
        profile_in(text, Path("copy.toml"))


def test_an_own_profile_hides_the_one_that_comes_with_atlas(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    folder.mkdir()
    own = profile(profile=BASE["profile"] | {"name": "references", "title": "Mine"})
    write_profile(own, folder / "references.toml")
    (folder / "broken.toml").write_text("[", encoding="utf-8")
    found = {one.profile.profile.name: one for one in profiles(tmp_path)}
    assert (found["references"].profile.profile.title, found["references"].own) == ("Mine", True)
    assert find_profile("references", tmp_path) == own
    with pytest.raises(AtlasError, match=r"broken\.toml"):
        find_profile("broken", tmp_path)
    with pytest.raises(AtlasError, match="uk-treaties"):
        find_profile("nobody", tmp_path)


def test_of_two_profiles_that_fit_the_more_particular_is_taken(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    folder.mkdir()
    for name, fits in (("rough", ["a"]), ("close", ["a", "b"]), ("none", [])):
        write_profile(
            profile(profile=BASE["profile"] | {"name": name, "fits": fits}), folder / f"{name}.toml"
        )
    fitting = fitting_profile(["a", "b", "c"], tmp_path)
    assert fitting is not None
    assert fitting.profile.name == "close"
    assert fitting_profile(["b", "c"], tmp_path) is None


_CHOICES = Choices(
    name="mine",
    title="My list",
    columns={
        "Nr": ColumnMeaning.IDENTIFIER,
        "Was {x} [y]": ColumnMeaning.TITLE,
        "A": ColumnMeaning.SIDE_ONE,
        "B": ColumnMeaning.SIDE_TWO,
        "Wann": ColumnMeaning.SIGNED,
        "Stand": ColumnMeaning.STATUS,
        "Summe": ColumnMeaning.AMOUNT,
        "Notiz [intern]": ColumnMeaning.KEEP,
        "Weg": ColumnMeaning.LEAVE_OUT,
        "Quelle": ColumnMeaning.SOURCE,
    },
    currency="EUR",
    steps={},
    language="de",
)


def test_choices_make_a_profile_that_says_the_same(tmp_path: Path) -> None:
    from msgspec.structs import replace

    from atlas_gui.domain.vocabulary import AmountKind, Step

    choices = replace(
        _CHOICES,
        steps={"geplant": Step.ANNOUNCED, "fertig": Step.COMPLETED},
        amount_kind=AmountKind.PAID,
    )
    made = profile_of(choices)
    write_profile(made, tmp_path / "mine.toml")
    assert read_profile(tmp_path / "mine.toml") == made
    row = {
        "Nr": "7", "Was {x} [y]": "Busse", "A": "China", "B": "Kuba", "Wann": "3. Mai 2010",
        "Stand": "geplant", "Summe": 5, "Notiz [intern]": "n", "Weg": "w", "Quelle": "Zeitung",
    }  # fmt: skip
    from support.importing import gathered

    (record,), gatherer = gathered(made, list(row), list(row.values()))
    assert gatherer.findings() == ()
    assert (record.id, record.title, record.pairs) == ("mine-7", {"de": "Busse"}, ("CHN-CUB",))
    # What is only planned was not paid, whatever sums are otherwise.
    assert values(record, "amount") == [{"amount": "5", "currency": "EUR", "kind": "planned"}]
    assert values(record, "statement") == [{"text": "Notiz [intern]: n"}]
    assert record.claims[0].evidence[0].attributed_to == "Zeitung"
    assert gatherer.unused == ()


def test_without_a_title_there_is_no_profile() -> None:
    with pytest.raises(AtlasError, match="title"):
        profile_of(Choices(name="x", title="X", columns={"A": ColumnMeaning.KEEP}))


def test_every_meaning_has_a_name() -> None:
    assert list(MEANING_LABELS) == sorted(MEANING_LABELS, key=list(ColumnMeaning).index)
    assert set(MEANING_LABELS) == set(ColumnMeaning)


def test_settled_labels_are_remembered() -> None:
    before, _findings = one_record(profile(), country="Rotchina")
    after, findings = one_record(with_labels(profile(), {"Rotchina": "CUB"}), country="Rotchina")
    assert before.countries == ("CHN", "QZZ")
    assert (after.countries, findings) == (("CHN", "CUB"), [])
