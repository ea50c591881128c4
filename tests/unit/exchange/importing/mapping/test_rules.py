"""What the rules of a profile make of a row."""

import datetime as dt
from typing import Any

import pytest
from support import hostile
from support.importing import BASE, gathered, one_record, profile, values

from atlas_gui.domain.vocabulary import Confidence, Kind, RelationType, Sector
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.profile.columns import named_columns
from atlas_gui.exchange.importing.profile.templates import Template, columns_of


def test_a_row_becomes_a_record_that_says_where_it_stands() -> None:
    record, findings = one_record(profile())
    assert (record.id, record.kind, record.title) == ("test-1", Kind.CONTRACT, {"en": "A title"})
    assert record.countries == ("CHN", "CUB")
    assert {evidence.locator for claim in record.claims for evidence in claim.evidence} == {
        "entry 1"
    }
    assert findings == []


def test_a_row_without_a_title_is_refused_by_its_number() -> None:
    records, gatherer = gathered(profile(), ["id", "title", "country"], ["1", None, "Cuba"])
    assert records == []
    (finding,) = gatherer.findings()
    assert (finding.outcome, finding.row, finding.code) == (Outcome.REFUSED, 2, "no-title")


def test_dates_carry_what_they_are_of_and_how_sure_they_are() -> None:
    rules = [
        {"column": "signed", "basis": "signed", "order": "dmy", "status": "signed",
         "uncertain": {"sure": ["no"]}},
        {"column": "begun", "basis": "started", "until": "over"},
    ]  # fmt: skip
    record, findings = one_record(
        profile(dates=rules), signed="03/04/2010", sure="no", begun=dt.date(2010, 5, 1), over="2012"
    )
    assert values(record, "date") == [
        {"edtf": "2010-04-03?", "basis": "signed"},
        {"edtf": "2010-05-01/2012", "basis": "started"},
    ]
    assert values(record, "status") == [{"step": "signed", "date": {"edtf": "2010-04-03?"}}]
    assert findings == []


def test_what_is_no_date_stays_as_text_and_is_told() -> None:
    record, (finding,) = one_record(
        profile(dates=[{"column": "when", "basis": "signed"}]), when="1976-06-31"
    )
    assert values(record, "date") == []
    assert {"text": "when: 1976-06-31"} in values(record, "statement")
    assert (finding.code, finding.outcome, finding.row, finding.column, finding.value) == (
        "no-date", Outcome.AS_TEXT, 2, "when", "1976-06-31",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("signed", "force", "ended", "codes"),
    [
        ("2010-05-05", "2010-01-01", None, {"in-force-before-signature"}),
        ("2010-05-05", "2010", None, set()),
        ("2010-05-05", "2010-05-05", "2009-01-01", {"end-before-start"}),
        ("2010-05-05", None, "9999-12-31", {"far-year"}),
        ("01/02/2010", None, None, {"day-or-month"}),
    ],
)
def test_what_looks_wrong_is_kept_told_and_marked(
    signed: str, force: str | None, ended: str | None, codes: set[str]
) -> None:
    rules = [
        {"column": name, "basis": basis}
        for name, basis in (("signed", "signed"), ("force", "in-force"), ("ended", "ended"))
    ]
    record, findings = one_record(profile(dates=rules), signed=signed, force=force, ended=ended)
    assert {one.code for one in findings if one.outcome is Outcome.SUSPICIOUS} == codes
    assert len(values(record, "date")) == sum(one is not None for one in (signed, force, ended))
    marked = [c for c in record.claims if c.evidence[0].confidence is Confidence.LOW]
    assert len(marked) == len(codes)


def _amounts(**cells: Any) -> tuple[list[dict[str, Any]], list[str]]:
    rule = {
        "column": "sum", "currency_column": "money", "currency": "EUR",
        "kind": {"column": "status", "values": {"Pledge": "planned"}, "otherwise": "committed"},
        "not_counted": [{"text": "an umbrella", "when": {"umbrella": ["1"]}}],
    }  # fmt: skip
    row = {"money": None, "status": "Done", "umbrella": "0"} | cells
    record, findings = one_record(profile(amounts=[rule]), **row)
    return values(record, "amount"), [one.code for one in findings]


def test_a_pledge_is_not_shown_as_done_and_an_umbrella_does_not_count() -> None:
    assert _amounts(sum=5, status="Pledge")[0] == [
        {"amount": "5", "currency": "EUR", "kind": "planned"}
    ]
    assert _amounts(sum=5.5, money="USD", umbrella=1)[0] == [
        {"amount": "5.5", "currency": "USD", "kind": "committed", "not_counted": "an umbrella"}
    ]


def test_a_blank_sum_is_no_sum_and_a_zero_is_one() -> None:
    assert _amounts(sum=None) == ([], [])
    assert _amounts(sum=0)[0] == [{"amount": "0", "currency": "EUR", "kind": "committed"}]


@pytest.mark.parametrize(
    ("sum_", "money", "code"), [("5", "D", "no-currency"), ("1.5e999", None, "no-number")]
)
def test_a_sum_that_no_library_can_hold_stays_as_text(
    sum_: str, money: str | None, code: str
) -> None:
    assert _amounts(sum=sum_, money=money) == ([], [code])


def test_millions_are_multiplied_and_conversions_stand_beside() -> None:
    rules = [
        {"column": "sum", "currency": "CNY", "times": "1000000", "decimal": ","},
        {"column": "dollars", "currency": "USD", "conversion": "2014 US dollars"},
    ]
    record, _findings = one_record(profile(amounts=rules), sum="1.234,5", dollars=3)
    assert [one["amount"] for one in values(record, "amount")] == ["1234500000", "3"]
    assert values(record, "amount")[1]["conversion"] == "2014 US dollars"


def test_several_recipients_become_several_countries_on_their_side() -> None:
    parties = [
        {"role": "donor", "fixed": "country:CHN", "side": 1},
        {"role": "recipient", "column": "country", "split": ";", "side": 2},
    ]
    using = profile(parties=parties, record=BASE["record"] | {"sides": True})
    record, _findings = one_record(using, country="Cuba; Vietnam ;Cuba")
    assert record.countries == ("CHN", "CUB", "VNM")
    assert record.pairs == ("CHN-CUB", "CHN-VNM")
    assert [one["role"] for one in values(record, "party")] == ["donor", "recipient", "recipient"]


def test_a_hub_has_a_pair_with_each_and_territories_have_none() -> None:
    parties = [
        {"role": "participant", "column": "country", "capitals": True, "split": ";"},
        {
            "role": "subject",
            "column": "country",
            "capitals": False,
            "split": ";",
            "in_pairs": False,
        },
    ]
    using = profile(parties=parties, record=BASE["record"] | {"hub": "GBR"})
    record, _findings = one_record(using, country="UNITED KINGDOM;FRANCE;SPAIN;Gibraltar")
    assert record.countries == ("GBR", "FRA", "ESP", "GIB")
    assert record.pairs == ("FRA-GBR", "ESP-GBR")


def test_a_crowd_without_the_hub_stands_with_the_others_and_not_under_all_pairs() -> None:
    parties = [{"role": "participant", "column": "country", "split": ";"}]
    using = profile(parties=parties, record=BASE["record"] | {"hub": "GBR"})
    record, _findings = one_record(using, country="France;Spain;Italy;Cuba")
    assert record.countries == ("FRA", "ESP", "ITA", "CUB", "QZZ")
    assert set(record.pairs) == {"FRA-QZZ", "ESP-QZZ", "ITA-QZZ", "CUB-QZZ"}
    record, _findings = one_record(using, country="France;Spain;Italy")
    assert (record.countries, record.pairs) == (("FRA", "ESP", "ITA"), ())


@pytest.mark.parametrize("country", [None, "Atlantis", "China", "Africa, regional"])
def test_a_record_always_stands_under_some_pair(country: str | None) -> None:
    using = profile(labels={"meanings": {"Africa, regional": "text"}})
    record, _findings = one_record(using, country=country)
    assert record.countries == ("CHN", "QZZ")


def test_a_label_that_is_not_the_name_is_told_beside_the_party() -> None:
    record, _findings = one_record(profile(), country="Red China")
    assert "Red China" in str(values(record, "statement"))
    meant = profile(labels={"meanings": {"Rotes China": "CUB"}})
    record, _findings = one_record(meant, country="Rotes China")
    notes = [claim.evidence[0].note for claim in record.claims if claim.property == "party"]
    assert notes == [None, "Called “Rotes China” there."]


def test_words_that_the_profile_does_not_know_stay_as_text() -> None:
    using = profile(
        record=BASE["record"]
        | {
            "kind": {"column": "kind", "values": {"Loan": "loan"}, "otherwise": "grant"},
            "sectors": {"column": "sector", "values": {"Roads": ["transport"]}, "split": ","},
        },
        statuses=[{"column": "status", "values": {"Done": "completed"}}],
    )
    record, findings = one_record(using, kind="Lown", sector="Roads, Magic", status="Dunn")
    assert (record.kind, record.sectors) == (Kind.GRANT, (Sector.TRANSPORT,))
    assert [(one.column, one.value) for one in findings] == [
        ("kind", "Lown"), ("status", "Dunn"), ("sector", "Magic"),
    ]  # fmt: skip
    kept = {one["text"] for one in values(record, "statement")}
    assert kept == {"kind: Lown", "status: Dunn", "sector: Magic"}
    record, findings = one_record(using, kind=" loan ", sector="ROADS", status="done")
    assert (record.kind, record.sectors, findings) == (Kind.LOAN, (Sector.TRANSPORT,), [])


def test_a_step_that_makes_no_sense_for_the_kind_stays_as_text() -> None:
    using = profile(
        record=BASE["record"] | {"kind": {"otherwise": "trade"}}, statuses=[{"step": "signed"}]
    )
    record, (finding,) = one_record(using)
    assert values(record, "status") == []
    assert finding.code == "step-of-kind"


_ACTS = {
    "each": "acts", "party": "who", "date": "on", "effective": "from", "order": "dmy",
    "act": {"column": "what", "values": {"Ratification": "ratification"}},
}  # fmt: skip


def test_each_partys_act_becomes_a_dated_claim_with_its_source() -> None:
    acts = [
        {"who": "Cuba", "what": "Ratification", "on": "01/02/1950", "from": "03/02/1950"},
        {"who": "CHINA", "what": "Ratification", "on": "01/02/1930", "from": None},
        {"who": "CHINA", "what": "Decision Resvd.", "on": None, "from": None},
        {"who": "Chile", "what": None, "on": None, "from": None},
        {"who": "Atlantis", "what": "Ratification", "on": "31/06/1950", "from": None},
    ]
    record, findings = one_record(profile(actions=[_ACTS]), acts=acts)
    assert values(record, "action") == [
        {"act": "ratification", "party": "country:CUB", "date": {"edtf": "1950-02-01"},
         "effective": {"edtf": "1950-02-03"}},
        {"act": "ratification", "party": "country:QRC", "named": "CHINA", "date": {"edtf": "1930-02-01"}},
        {"act": "other", "party": "country:CHN", "wording": "Decision Resvd."},
        {"act": "ratification", "named": "Atlantis"},
    ]  # fmt: skip
    assert [one.code for one in findings if one.outcome is Outcome.AS_TEXT] == [
        "unknown-value", "no-date", "unknown-label",
    ]  # fmt: skip


def test_a_party_is_the_state_it_was_when_it_acted() -> None:
    """A treaty of 1925 that China joined in 1975 is one of today's China."""
    using = profile(
        actions=[_ACTS],
        dates=[{"column": "signed", "basis": "signed"}],
        parties=[{"role": "participant", "column": "country", "split": ";"}],
    )
    acts = [{"who": "China", "what": "Ratification", "on": "01/02/1975", "from": None}]
    record, _findings = one_record(using, country="Cuba;China", signed="1925", acts=acts)
    assert record.countries == ("CUB", "CHN")
    record, _findings = one_record(using, country="Cuba;China", signed="1925", acts=None)
    assert record.countries == ("CUB", "QRC")


def test_links_lead_to_records_that_are_there() -> None:
    rule = {"type": "related", "column": "title", "mark": "#", "target": "test-{1}"}
    records, gatherer = gathered(
        profile(relations=[rule]),
        ["id", "title", "country"],
        ["1", "First (linked to #2 and #77)", "Cuba"],
        ["2", "Second (linked to # 1, #2)", "Cuba"],
    )
    links = {one.id: [link.target for link in one.relations] for one in records}
    assert links == {"test-1": ["test-2"], "test-2": ["test-1"]}
    assert records[0].relations[0].type is RelationType.RELATED
    assert [one.value for one in gatherer.findings()] == ["test-77"]


def test_two_rows_of_one_identifier_are_both_kept_and_told() -> None:
    records, gatherer = gathered(
        profile(), ["id", "title", "country"], ["1", "A", "Cuba"], ["1", "B", "Cuba"]
    )
    assert [one.id for one in records] == ["test-1", "test-1-2"]
    assert [one.code for one in gatherer.findings()] == ["identifier-twice"]


def test_the_same_title_date_and_parties_twice_are_told_with_the_first_row() -> None:
    using = profile(record={"title": "{title}", "kind": {"otherwise": "contract"}})
    rows = [["1", "Buses", "Cuba"], ["2", "Buses", "Cuba"], ["3", "Buses", "Chile"]]
    records, gatherer = gathered(using, ["id", "title", "country"], *rows)
    assert len({one.id for one in records}) == 3
    assert [(one.code, one.row) for one in gatherer.findings()] == [("twice", 3)]
    # Without identifiers of its own, what a row says is what it is known by.
    again, _gatherer = gathered(using, ["id", "title", "country"], *reversed(rows))
    assert {one.id for one in again} == {one.id for one in records}


_HOSTILE = (
    hostile.TITLE, hostile.SUMMARY, hostile.CONTROLS, hostile.ADDRESS, "=cmd|' /C calc'!A0", "{title}",
    "../../etc/passwd", "'; DROP TABLE records; --", "[{id}", "\ud800", " ", "\u200b", "9" * 5_000,
)  # fmt: skip


@pytest.mark.parametrize("text", _HOSTILE, ids=range(len(_HOSTILE)))
def test_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    using = profile(
        dates=[{"column": "when", "basis": "signed"}],
        amounts=[{"column": "sum", "currency": "USD"}],
        places=[{"column": "where"}],
        statements=[{"text": "{said}[ at {where}]"}],
        quantities=[{"column": "count"}],
    )
    cells = dict.fromkeys(("title", "country", "when", "sum", "where", "said", "count"), text)
    records, gatherer = gathered(using, ["id", *cells], ["7", *cells.values()])
    if not records:
        assert [one.code for one in gatherer.findings() if one.outcome is Outcome.REFUSED] == [
            "no-title"
        ]
    else:
        assert records[0].id == "test-7"
        assert records[0].countries[0] == "CHN"


def test_texts_that_are_too_long_are_cut_and_kept_whole_beside() -> None:
    record, (finding,) = one_record(profile(), title="long " * 400)
    assert len(record.title["en"]) == 1_000
    assert finding.code == "too-long"
    assert any(len(one["text"]) > 1_900 for one in values(record, "statement"))


def test_templates_leave_out_what_has_no_value_and_read_nothing_into_a_row() -> None:
    places = {"a": 0, "b [x]": 1}
    template = Template("{a}.[ At {b [x]}.] [[{#}]] {{a}}", places)
    assert template.fill(7, ["Signed", None]) == "Signed. [7] {a}"
    assert template.fill(7, ["{a}", "[b]"]) == "{a}. At [b]. [7] {a}"
    assert Template("[{a}]", places).fill(1, [None, None]) == ""
    assert Template("x {a}", places).fill(1, [None, None]) == ""
    assert columns_of("{a} {#} {{no}} [{b [x]}]") == ("a", "b [x]")


@pytest.mark.parametrize("text", ["{a", "a}", "[a", "a]", "[a [{b}]]]", "{missing}"])
def test_a_template_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(AtlasError, match="“"):
        Template(text, {"a": 0, "b": 1})


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(AtlasError, match="“when / then”"):
        one_record(profile(dates=[{"column": ["when", "then"], "basis": "signed"}]))


def test_of_several_columns_the_first_that_holds_anything_counts() -> None:
    rule = {"column": ["exact", "rough"], "basis": "signed"}
    record, _findings = one_record(profile(dates=[rule]), exact=None, rough="2010")
    assert values(record, "date") == [{"edtf": "2010", "basis": "signed"}]


def test_every_column_that_a_profile_looks_at_is_known() -> None:
    using = profile(
        dates=[{"column": ["a", "b"], "basis": "signed", "until": "c", "when": {"d": ["1"]}}],
        statements=[{"text": "{e}[ {f}]", "unless": {"g": ["1"]}}],
        actions=[_ACTS],
        left_out={"h": "no use"},
    )
    assert named_columns(using) >= {*"abcdefgh", "id", "title", "country", "acts"}
    assert "who" not in named_columns(using)


def test_identifiers_are_slugs_and_two_texts_never_one() -> None:
    assert slug("古巴") != slug("越南")
    assert slug("x" * 200) != slug("x" * 201)
    assert len(slug("x" * 200)) <= 120
