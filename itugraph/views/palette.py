"""Shape and colour of each body, and the fixed order of the lanes."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

OTHER: Final = "other"
"""Code of the lane for texts of no known body."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the nodes of a body are drawn.

    Attributes:
        shape: Name of an outline that `marks.js` can draw.
        colour: `#rrggbb`, at least 3:1 against the light and against the dark ground.
    """

    shape: str
    colour: str


# Hues after Okabe-Ito and Tol, which stay apart for colour-blind readers; where twenty
# bodies are too many for hues alone the shapes tell neighbours apart.
LOOKS: Final = MappingProxyType(
    {
        "PP": Look("hexagon", "#0072b2"),
        "WTSA": Look("circle", "#009e73"),
        "WTDC": Look("square", "#d55e00"),
        "RA": Look("diamond", "#a8518a"),
        "WRC": Look("triangle", "#c4679b"),
        "WCIT": Look("wedge", "#b27a00"),
        "WTPF": Look("star", "#c2543f"),
        "COUNCIL": Look("pentagon", "#2f8fc4"),
        "ITU-T": Look("plus", "#3c9448"),
        "ITU-R": Look("left", "#b0619f"),
        "ITU-D": Look("bar", "#b8722c"),
        "CS": Look("shield", "#6a6fc1"),
        "CV": Look("bar", "#7f75bd"),
        "GR": Look("diamond", "#8a7fae"),
        "RR": Look("right", "#a864ae"),
        "ITR": Look("wedge", "#a68038"),
        "UNGA": Look("star", "#4d86b8"),
        "ECOSOC": Look("pentagon", "#4f8f9c"),
        "UNSC": Look("shield", "#5c8793"),
        "WSIS": Look("plus", "#8a8a3a"),
        OTHER: Look("circle", "#7a828c"),
    }
)

ORDER: Final = tuple(LOOKS)
"""Codes of the lanes from top to bottom."""


def lane_code(body: str | None) -> str:
    """Return the code of the lane in which texts of `body` stand.

    >>> lane_code("WTSA"), lane_code("IEEE"), lane_code(None)
    ('WTSA', 'other', 'other')
    """
    return OTHER if body is None or body not in LOOKS else body


def look(code: str) -> Look:
    """Return shape and colour for the lane `code`.

    Raises:
        KeyError: `code` is no lane.

    >>> look("PP")
    Look(shape='hexagon', colour='#0072b2')
    """
    return LOOKS[code]
