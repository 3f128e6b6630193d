"""Values show themselves: tables are escaped and cut with a word, frames have types."""

from __future__ import annotations

import pickle
import sys
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import itugraph
from itugraph import Citations, Graph, Registry, View
from itugraph.citations.redline import redline
from itugraph.citations.report import report
from itugraph.errors import InputError, MissingExtraError
from itugraph.graph import Rows
from itugraph.reading import read_bytes
from itugraph.registry.dates import as_of
from itugraph.resources import folder
from itugraph.shown import Day, data_frame, html_table
from itugraph.views.frame import MOST_BYTES
from itugraph.views.network import MOST_EDGES, Network

EXAMPLES = Path(str(folder("data") / "examples"))
EVIL = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table>", "a&amp;b"]
TEXT = b"We recall Resolution 44 (Rev. Dubai, 2012) of WTSA and Article 1 of the Constitution.\n"


class Read(HTMLParser):
    """The elements and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"style", "dir", "scope"}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="module")
def pp18() -> Graph:
    return Graph.open(EXAMPLES / "pp18.nq.gz")


@pytest.fixture(scope="module")
def citations(registry: Registry) -> Citations:
    return itugraph.extract(read_bytes("a.txt", TEXT, ".txt"), registry)


# ---------------------------------------------------------------- tables and frames


@pytest.mark.parametrize("evil", EVIL)
def test_markup_in_a_cell_or_heading_stays_text(evil: str) -> None:
    found = Read(html_table([evil], [[evil]], 1, evil))
    assert set(found.tags) <= {"div", "table", "thead", "tbody", "tr", "th", "td", "p"}
    assert found.text.count(evil) == 3


def test_a_long_table_says_how_much_of_it_is_shown() -> None:
    found = Read(Rows(("n",), tuple((n,) for n in range(1000)))._repr_html_())
    assert found.tags.count("td") == 25
    assert "showing 25 of 1000 rows" in found.text


def test_the_columns_of_a_frame_have_types_and_gaps() -> None:
    rows = [
        (1, 0.5, True, Day("2018-11-16"), "a", None, 1),
        (None, 2, None, None, None, None, "b"),
    ]
    frame = data_frame(["n", "x", "yes", "day", "word", "nothing", "mixed"], rows)
    assert [str(t) for t in frame.dtypes][:3] == ["Int64", "Float64", "boolean"]
    assert frame["day"].dtype.kind == "M"
    assert frame["day"][0] == pd.Timestamp("2018-11-16")
    assert str(frame["word"].dtype) == "string"
    assert frame["mixed"].tolist() == [1, "b"]
    assert frame.iloc[1].isna().tolist() == [True, False, True, True, True, True, False]
    assert frame["nothing"].isna().all()


def test_a_day_that_is_in_no_calendar_stays_as_it_was_written() -> None:
    frame = data_frame(["day"], [[Day("2018-02-30")], [None]])
    assert frame["day"][0] == "2018-02-30"
    assert frame["day"].isna().tolist() == [False, True]


def test_a_text_that_looks_like_a_day_is_none() -> None:
    assert data_frame(["d"], [["2018-02-03"]])["d"].tolist() == ["2018-02-03"]


def test_without_pandas_a_frame_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"itugraph\[notebook\]"):
        data_frame(["a"], [[1]])


def test_a_frame_without_rows_has_its_columns() -> None:
    assert list(data_frame(["a", "b"], []).columns) == ["a", "b"]


def test_days_of_the_graph_are_days_in_a_frame(pp18: Graph) -> None:
    frame = pp18.query("life", "WTSA Res. 44").frame()
    assert frame["day"].dtype.kind == "M"
    assert frame["day"].dt.year.tolist() == frame["year"].tolist()
    assert frame["ending"].isna().sum() == 1  # one edition is current


# ---------------------------------------------------------------- what shows itself


def test_extract_gives_a_list_as_ever(citations: Citations) -> None:
    assert isinstance(citations, list)
    assert citations == list(citations)
    assert [*citations] == citations
    assert citations[0] is next(iter(citations))
    assert pickle.loads(pickle.dumps(citations)) == citations  # noqa: S301 -- own bytes


def test_a_slice_of_citations_shows_itself_too(citations: Citations) -> None:
    assert "Resolution 44 (Rev. Dubai, 2012)" in citations[:1]._repr_html_()
    assert (repr(citations), repr(citations[:1])) == ("2 citations", "1 citation")


def test_the_frame_of_citations_has_the_columns_of_the_command(citations: Citations) -> None:
    frame = citations.frame()
    assert frame["edition"].tolist()[:1] == ["wtsa/resolution/44/2012"]
    assert frame["year"].tolist()[0] == 2012
    assert str(frame["year"].dtype) == "Int64"
    assert frame["year"].isna().tolist() == [False, True]


def test_every_value_that_users_meet_is_a_table_and_a_line(
    pp18: Graph, registry: Registry, citations: Citations
) -> None:
    document = read_bytes("a.txt", TEXT, ".txt")
    shown: dict[str, object] = {
        "citations": citations,
        "rows": pp18.query("life", "WTSA Res. 44"),
        "findings": itugraph.check(document, registry, as_of("PP-18", registry)),
        "ranks": pp18.rank(top=3),
        "way": pp18.path("PP Res. 101", "WTSA Res. 44"),
        "figures": pp18.stats(),
        "redline": report(document, redline(document, registry)),
    }
    words = {
        "citations": "Resolution 44 (Rev. Dubai, 2012)",
        "rows": "WTSA Resolution 44 (Florianópolis, 2004)",
        "findings": "Rev. Hammamet, 2016",
        "ranks": "Constitution",
        "way": "PP Resolution 197",
        "figures": "citations that count",
        "redline": "wtsa/resolution/44/2012",
    }
    for name, value in shown.items():
        html = getattr(value, "_repr_html_")()  # noqa: B009 -- of values of many classes
        assert "<table" in html, name
        assert words[name] in Read(html).text, name
        assert len(repr(value)) < 200, name


def test_no_way_is_told_in_a_line(pp18: Graph) -> None:
    way = pp18.path("WTSA Res. 44", "PP Res. 101")
    assert way._repr_html_() == f"<p>{way.why_not}</p>"


def test_ranks_are_a_tuple_as_ever_and_a_frame(pp18: Graph) -> None:
    ranks = pp18.rank(top=3)
    assert isinstance(ranks, tuple)
    assert [r.label for r in ranks] == ranks.frame()["label"].tolist()
    assert "<table" in ranks[:1]._repr_html_()


# ---------------------------------------------------------------- graphs and networks


def test_a_graph_and_its_network_show_one_page_in_a_sandboxed_frame(pp18: Graph) -> None:
    html = pp18._repr_html_()
    assert html.startswith("<iframe ")
    assert 'sandbox="allow-scripts allow-downloads"' in html
    assert pp18.network()._repr_html_() == html
    assert repr(pp18).startswith("a graph of 43 sources: decision-5.txt, ")
    assert repr(pp18.network()) == "a network of 396 nodes and 625 edges"


def test_a_network_is_a_networkx_graph_and_so_are_its_parts(pp18: Graph) -> None:
    net = pp18.network()
    parts = {
        "copy": net.copy(),
        "subgraph": net.subgraph(list(net)[:9]),
        "edges": net.edge_subgraph(list(net.edges(keys=True))[:9]),
        "reverse": net.reverse(),
        "composed": nx.compose(net, net),
        "pickled": pickle.loads(pickle.dumps(net)),  # noqa: S301 -- own bytes
        "instruments": pp18.network(level="instrument"),
    }
    for name, part in parts.items():
        assert isinstance(part, Network), name
        assert part._repr_html_().startswith("<iframe "), name
    assert type(net.to_undirected()) is nx.MultiGraph
    assert nx.utils.graphs_equal(net.copy(), net)


def test_a_network_that_the_page_cannot_show_says_so() -> None:
    net = Network()
    net.add_edge("a", "b", relation="<b>likes</b>")
    assert Read(net._repr_html_()).text.startswith("This is a network of 2 nodes and 1 edge, which")


def test_a_network_of_many_edges_is_not_drawn_unasked() -> None:
    net = Network()
    for n in range(MOST_EDGES + 1):
        net.add_edge(str(n), str(n + 1), relation="cites")
    assert "<iframe" not in net._repr_html_()
    assert ".view()" in net._repr_html_()


def test_a_graph_of_many_citations_is_not_drawn_unasked(
    pp18: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itugraph.explore.MOST_CITATIONS", 499)
    assert Read(pp18._repr_html_()).text == f"{pp18!r}, 500 citations. Its .view() draws them."
    monkeypatch.setattr("itugraph.explore.MOST_CITATIONS", 500)
    assert "<iframe" in pp18._repr_html_()


def test_a_page_too_heavy_for_a_notebook_says_so_and_is_saved(tmp_path: Path) -> None:
    view = View("<!doctype html>é" + " " * MOST_BYTES)
    assert "<iframe" not in view._repr_html_()
    assert ".save(" in view._repr_html_()
    assert view.save(tmp_path / "deep" / "page.html").read_text("utf-8") == view.html
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["page.html"]


def test_a_page_that_cannot_be_saved_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        View("<!doctype html>").save(tmp_path)
