"""How what a text cites stood when the text was adopted: what tells an outdated citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from itugraph.views.attributes import text

Standing: TypeAlias = Literal["before", "same", "ended", "since", "current", "undated", "unknown"]

_ENDED: Final = frozenset({"superseded", "suppressed"})


def standing(citing: Mapping[str, object], cited: Mapping[str, object]) -> Standing:
    """Tell of a citation, by the attributes of both texts, how the one that is cited stands.

    Returns:
        "before": it had ended when the citing text was adopted, or the citing text is a draft;
        "same": the conference that adopted the citing text ended it; "since": it ended later;
        "ended": it has ended, and which was first is not known; "current": it stands;
        "undated": no edition is cited; "unknown": nobody knows.

    >>> old = {"level": "edition", "status": "superseded", "ended": "2016-11-03"}
    >>> standing({"adopted": "2018-11-16"}, old), standing({"adopted": "2014-11-07"}, old)
    ('before', 'since')
    >>> standing({"level": "draft"}, old), standing({}, old), standing({}, {"level": "instrument"})
    ('before', 'ended', 'undated')
    """
    status = text(cited, "status")
    if status == "current":
        return "current"
    if status not in _ENDED:
        whole = text(cited, "level") in ("instrument", "part") and text(cited, "edition") is None
        return "undated" if whole else "unknown"
    if text(citing, "level") == "draft":
        return "before"
    event = text(citing, "adopted_at")
    if event is not None and event == text(cited, "ended_at"):
        return "same"
    own, end = text(citing, "adopted"), text(cited, "ended")
    if own is None or end is None or _same_year_without_days(own, end):
        return "ended"
    return "before" if end <= own else "since"


def _same_year_without_days(own: str, end: str) -> bool:
    """Whether a day is only the last of a year that both share: then their order is not known."""
    return own[:4] == end[:4] and "-12-31" in (own[4:], end[4:])
