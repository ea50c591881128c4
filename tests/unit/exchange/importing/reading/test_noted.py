from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading import noted as noted_module
from atlas_gui.exchange.importing.reading.noted import Noted


def test_of_one_sort_only_so_many_are_kept() -> None:
    noted = Noted()
    most = noted_module.FINDINGS_OF_A_SORT
    for row in range(most + 5):
        noted.add("a", Outcome.NOTE, "A reason.", row)
    noted.add("b", Outcome.REFUSED, "Another.", 1, value="x\ny" + "z" * 300)
    assert len(noted.findings) == most + 2
    assert noted.only_counts("a", Outcome.NOTE)
    assert not noted.only_counts("a", Outcome.REFUSED)
    *_others, other, more = noted.findings
    assert "6 more" in more.reason
    assert other.value.startswith("x yz")
    assert len(other.value) == 200


def test_what_was_noted_since_may_be_forgotten() -> None:
    noted = Noted()
    noted.add("a", Outcome.NOTE, "Of the file.")
    place = noted.mark()
    noted.add("a", Outcome.NOTE, "Of a row.", 1)
    noted.back_to(place)
    assert [finding.row for finding in noted.findings] == [0]
