"""Reading node and edge attributes of a network without trusting their types."""

from __future__ import annotations

from collections.abc import Mapping


def text(attributes: Mapping[str, object], key: str) -> str | None:
    """Return the attribute as text, or None when it is missing, None or empty.

    >>> text({"place": "Hammamet"}, "place"), text({}, "place"), text({"number": 44}, "number")
    ('Hammamet', None, '44')
    """
    value = attributes.get(key)
    if value is None or value == "":
        return None
    return str(value)


def year(attributes: Mapping[str, object]) -> int | None:
    """Return the year as an integer, or None when there is none that can be placed on an axis.

    >>> year({"year": 2016}), year({"year": "2016"}), year({"year": None})
    (2016, None, None)
    """
    value = attributes.get("year")
    return value if isinstance(value, int) and not isinstance(value, bool) else None
