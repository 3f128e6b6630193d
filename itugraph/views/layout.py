"""Where each node stands: years across, a lane a body, a row an instrument.

Both axes are given by the data, so nothing is simulated and the same network always has the same
layout, whatever the order in which it was filled. Units are columns across and lines down.

Years stand at equal steps, one for each year that occurs: conferences come every two to five
years, and on a proportional axis a single text of 1949 would squeeze all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from itugraph.views.attributes import text, year
from itugraph.views.palette import ORDER, lane_code

if TYPE_CHECKING:
    import networkx as nx

HEADER: Final = 1.0
"""Height in lines of the strip above a lane's first row that holds the lane's name."""

_ACROSS: Final = 3
_APART: Final = 0.5
_UNDATED_ACROSS: Final = 12
_LEVELS: Final = ("edition", "draft", "instrument", "source", "part")
_KINDS: Final = ("resolution", "decision", "recommendation", "opinion", "question")
_PREFIXES: Final = {
    "decision": "Dec. ",
    "recommendation": "Rec. ",
    "opinion": "Op. ",
    "question": "Q. ",
    "article": "Art. ",
    "provision": "No. ",
}

Natural: TypeAlias = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Place of one node: `x` in columns from the left, `y` in lines from the top."""

    node: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """All nodes of one instrument.

    Attributes:
        instrument: IRI path of the instrument, or the node's own where it names none.
        label: What to print at the start of the row, such as "44" or "Dec. 5".
        title: Topic of the newest text in it that has one.
        y: Lines from the top of the layout to the top of the row.
        lines: Height; more than one where many nodes share a year.
        spots: Its nodes from left to right.
    """

    instrument: str
    label: str
    title: str | None
    y: float
    lines: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """All rows of one body; `y` and `height` in lines, the strip with its name included."""

    code: str
    name: str
    y: float
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of the axis; `year` is None for the columns of undated texts and of drafts."""

    label: str
    year: int | None
    x: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture; `width` in columns, `height` in lines."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    width: float
    height: float

    def spots(self) -> Iterator[Spot]:
        """Yield the place of every node, lane by lane and row by row."""
        for lane in self.lanes:
            for row in lane.rows:
                yield from row.spots


def lanes(network: nx.MultiDiGraph[str]) -> Layout:
    """Place every node of `network`, which stays as it is.

    Nodes of no year stand in a column "undated" before all years, drafts of no year in a column
    "drafts" behind them. A part takes the year of the edition whose path it extends. Nodes that
    share row and year stand side by side, three to a line, the edition first.

    Args:
        network: Nodes by IRI path, with the attributes of `itugraph.graph.network`; all optional.

    >>> import networkx as nx
    >>> network = nx.MultiDiGraph()
    >>> for year in (2010, 2014):
    ...     network.add_node(f"pp/resolution/2/{year}", instrument="pp/resolution/2", year=year)
    >>> [(spot.node, spot.x, spot.y) for spot in lanes(network).spots()]
    [('pp/resolution/2/2010', 0.0, 1.0), ('pp/resolution/2/2014', 1.0, 1.0)]
    """
    nodes: Mapping[str, Mapping[str, object]] = network.nodes
    works: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes:
        works[text(nodes[node], "instrument") or node].append(node)

    cells = {node: _cell(nodes, node) for node in nodes}
    axis = _Axis.of(works, cells)
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for instrument, members in works.items():
        bodies = (lane_code(text(nodes[node], "body")) for node in members)
        grouped[min(bodies, key=ORDER.index)].append(instrument)

    placed: list[Lane] = []
    y = 0.0
    for code in ORDER:
        if code not in grouped:
            continue
        top, rows = y, []
        y += HEADER
        drafts = [_heading(nodes, instrument, works[instrument]) for instrument in grouped[code]]
        for heading in sorted(drafts, key=lambda heading: heading.order):
            row = _row(heading, axis, cells, nodes, y)
            rows.append(row)
            y += row.lines
        names = (_name(nodes, works[row.instrument]) for row in rows)
        name = next((name for name in names if name), "Other texts" if code == "other" else code)
        placed.append(Lane(code, name, top, y - top, tuple(rows)))
    return Layout(tuple(placed), axis.ticks, axis.width, y)


_UNDATED: Final = -(10**9)
_DRAFTS: Final = 10**9


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where the columns stand; undated texts and drafts use two keys beyond all years."""

    starts: Mapping[int, float]
    undated_across: int
    ticks: tuple[Tick, ...]
    width: float

    @classmethod
    def of(cls, works: Mapping[str, list[str]], cells: Mapping[str, int]) -> _Axis:
        columns = sorted(set(cells.values()))
        most = max(
            (sum(cells[node] == _UNDATED for node in members) for members in works.values()),
            default=0,
        )
        across = max(1, min(_UNDATED_ACROSS, most))
        starts: dict[int, float] = {}
        ticks: list[Tick] = []
        x = 0.0
        for column in columns:
            if column == _DRAFTS and ticks:
                x += _APART
            starts[column] = x
            special = {_UNDATED: "undated", _DRAFTS: "drafts"}.get(column)
            ticks.append(Tick(special or str(column), None if special else column, x))
            x += max(1.0, -(-across // _ACROSS)) + _APART if column == _UNDATED else 1.0
        # The last column reaches to its own last place, not to a next column.
        return cls(starts, across, tuple(ticks), max(0.0, x - 1 / _ACROSS))

    def places(self, column: int, count: int) -> Iterator[tuple[float, int]]:
        across = self.undated_across if column == _UNDATED else _ACROSS
        for index in range(count):
            line, step = divmod(index, across)
            yield self.starts[column] + step / _ACROSS, line


@dataclass(frozen=True, slots=True)
class _Heading:
    instrument: str
    label: str
    title: str | None
    members: tuple[str, ...]
    order: tuple[int, Natural, str]


def _heading(
    nodes: Mapping[str, Mapping[str, object]], instrument: str, members: list[str]
) -> _Heading:
    """Name the row after its wholes; after its path where only parts of it are known."""
    wholes = sorted(
        (node for node in members if nodes[node].get("level") != "part"),
        key=lambda node: (year(nodes[node]) or 0, node),
        reverse=True,
    )
    steps = instrument.split("/")
    number = next((n for node in wholes if (n := text(nodes[node], "number"))), None)
    kind = next((k for node in wholes if (k := text(nodes[node], "kind"))), None)
    if kind is None and len(steps) > 1:
        kind = steps[1]
    if number is None and len(steps) > 1:
        number = steps[2] if len(steps) > 2 else steps[-1]
    label = _PREFIXES.get(kind or "", "") + number if number else instrument.upper()
    if kind in {"source", "document"} and wholes:
        label = text(nodes[wholes[0]], "label") or label
    title = next((t for node in wholes if (t := text(nodes[node], "title"))), None)
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    order = (rank, natural(number or instrument), instrument)
    return _Heading(instrument, label, title, tuple(members), order)


def _row(
    heading: _Heading,
    axis: _Axis,
    cells: Mapping[str, int],
    nodes: Mapping[str, Mapping[str, object]],
    y: float,
) -> Row:
    by_column: defaultdict[int, list[str]] = defaultdict(list)
    for node in heading.members:
        by_column[cells[node]].append(node)
    spots = []
    lines = 1
    for column in sorted(by_column):
        members = sorted(by_column[column], key=lambda node: (_rank(nodes[node]), natural(node)))
        for node, (x, line) in zip(members, axis.places(column, len(members)), strict=True):
            spots.append(Spot(node, x, y + line))
            lines = max(lines, line + 1)
    return Row(heading.instrument, heading.label, heading.title, y, lines, tuple(spots))


def _cell(nodes: Mapping[str, Mapping[str, object]], node: str) -> int:
    """Return the year of the node's column, or the key of one of the two columns beside them."""
    attributes = nodes[node]
    own = year(attributes)
    if own is not None:
        return own
    path = node
    while attributes.get("level") == "part" and "/" in path:
        path = path.rpartition("/")[0]
        if path in nodes:
            whole = year(nodes[path])
            if whole is not None:
                return whole
    return _DRAFTS if attributes.get("level") == "draft" else _UNDATED


def _name(nodes: Mapping[str, Mapping[str, object]], members: list[str]) -> str | None:
    return next((n for node in sorted(members) if (n := text(nodes[node], "body_name"))), None)


def _rank(attributes: Mapping[str, object]) -> int:
    level = attributes.get("level")
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def natural(words: str) -> Natural:
    """Return a sort key that orders numbers inside words by their value.

    >>> sorted(["X.1205", "X.509", "6-10", "6-2"], key=natural)
    ['6-2', '6-10', 'X.509', 'X.1205']
    """
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", words.lower())
    )
