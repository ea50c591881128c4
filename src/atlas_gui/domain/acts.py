"""What the parties did about a treaty: the acts of a record as one table, however many they are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from atlas_gui.domain.claims import ActionClaim, ActionValue, Claim, DatePhrase, Evidence
from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.edtf import Edtf, EdtfError, parse_edtf, sort_key
from atlas_gui.domain.figures import grouped
from atlas_gui.i18n import _, ngettext


def acts_of(claims: Iterable[Claim]) -> list[ActionClaim]:
    """The acts among `claims`, party by party in the order of the record, each party's by date.

    Those of one day, and those without a date, keep the order of the record.
    """
    acts = [claim for claim in claims if isinstance(claim, ActionClaim)]
    places: dict[str | None, int] = {}
    for act in acts:
        places.setdefault(_actor(act.value), len(places))
    return sorted(acts, key=lambda act: (places[_actor(act.value)], _moment(act.value)))


def acts_counted(acts: Sequence[ActionClaim]) -> str:
    """How many acts of how many parties: "1,043 acts · 84 parties"."""
    parties = len({_actor(act.value) for act in acts})
    return _("{acts} · {parties}").format(
        acts=ngettext("{count} act", "{count} acts", len(acts)).format(count=grouped(len(acts))),
        parties=ngettext("{count} party", "{count} parties", parties).format(
            count=grouped(parties)
        ),
    )


def common_passage(acts: Iterable[ActionClaim]) -> Evidence | None:
    """The passage that most acts rest on, to be told once; None if no two rest on the same."""
    counted = Counter(passage for act in acts for passage in act.evidence)
    passage, times = next(iter(counted.most_common(1)), (None, 0))
    return passage if times > 1 else None


def day_in_words(phrase: DatePhrase | None) -> str:
    """The date of an act as a row of the table has it, months abbreviated; empty without one."""
    return (phrase.wording or date_in_words(phrase.edtf)) if phrase is not None else ""


def _actor(value: ActionValue) -> str | None:
    return value.party or value.named


def _moment(value: ActionValue) -> tuple[int, int, int, int]:
    phrase = value.date or value.effective
    return sort_key(_parsed(phrase.edtf) if phrase is not None else None)


def _parsed(text: str) -> Edtf | None:
    try:
        return parse_edtf(text)
    except EdtfError:
        return None
