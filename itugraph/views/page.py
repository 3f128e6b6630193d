"""The page: one HTML file that shows a network and asks for nothing."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, StrictUndefined

from itugraph.views.attributes import text
from itugraph.views.layout import lanes
from itugraph.views.packing import packed, records
from itugraph.views.payload import payload, safe_json
from itugraph.views.policy import policy

if TYPE_CHECKING:
    import networkx as nx

# Each uses those before it; all stand in one element, so each name is known to those behind.
_SCRIPTS: Final = (
    "kinds.js",
    "marks.js",
    "lists.js",
    "texts.js",
    "scale.js",
    "filters.js",
    "cells.js",
    "plan.js",
    "ink.js",
    "camera.js",
    "places.js",
    "lanepicture.js",
    "cellpicture.js",
    "picture.js",
    "margins.js",
    "card.js",
    "panel.js",
    "legend.js",
    "sizes.js",
    "choices.js",
    "tables.js",
    "sheet.js",
    "address.js",
    "acts.js",
    "csv.js",
    "drawing.js",
    "poster.js",
    "save.js",
    "looks.js",
    "help.js",
    "gestures.js",
    "input.js",
    "page.js",
)
_TITLE: Final = "Citations and revisions"


def page(network: nx.MultiDiGraph[str], *, title: str | None = None) -> str:
    """Return `network` as the text of one self-contained HTML file, to be saved as UTF-8.

    The file makes no request, and its content security policy lets a browser make none. The same
    network gives the same text, in whatever order it was filled; it stays as it is.

    Args:
        network: A network as `itugraph.graph.network` makes it.
        title: Heading of the page; else the network's attribute `title`, else a general one.

    Raises:
        ValueError: An edge has a relation that the page cannot show.

    >>> import networkx as nx
    >>> network = nx.MultiDiGraph(title="Two texts")
    >>> network.add_node("pp/resolution/2/2014", label="PP Resolution 2", body="PP", year=2014)
    >>> html = page(network)
    >>> html.startswith("<!doctype html>"), "<title>Two texts</title>" in html
    (True, True)
    """
    script = "".join(map(_template, _SCRIPTS))
    style = _template("page.css") + _dark(_template("dark.css"))
    data = payload(network, lanes(network))
    quotes = safe_json(data.pop("quotes"))
    data.update({key: packed(records(data[key])) for key in ("rows", "nodes", "edges")})
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    html = environment.from_string(_template("page.html.j2")).render(
        title=title or text(network.graph, "title") or _TITLE,
        notes=_notes(network.graph.get("notes")),
        policy=policy(scripts=(script,), styles=(style,)),
        # The template takes these four unescaped: own files, and JSON that was made fit for it.
        script=script,
        style=style,
        data=safe_json(data),
        quotes=quotes,
    )
    # A lone surrogate in a title would make the whole page impossible to save.
    return html.encode("utf-8", "replace").decode("utf-8")


def _template(name: str) -> str:
    return (files("itugraph.views") / "templates" / name).read_text(encoding="utf-8")


def _dark(colours: str) -> str:
    """The dark colours where the system is dark, unless the reader chose light, and on choice."""
    system = colours.replace(":root", ':root:not([data-scheme="light"])')
    chosen = colours.replace(":root", ':root[data-scheme="dark"]')
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{system}}}\n"
    return f"{dark}@media screen {{\n{chosen}}}\n"


def _notes(notes: object) -> list[str]:
    return [str(note) for note in notes] if isinstance(notes, list | tuple) else []
