"""The page of an IRI, as people read it and as RDF."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from itugraph.graph import Graph
from itugraph.serve.limits import Limits
from itugraph.serve.lookups import is_iri
from itugraph.serve.negotiation import HTML, TRIPLES
from itugraph.serve.node import Turned, node, triples
from itugraph.serve.pages import absent_page, node_page
from itugraph.serve.reply import Reply, refusal
from itugraph.serve.sinks import written

FORMATS = (HTML, *TRIPLES)


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an IRI.

    Attributes:
        path: below the base, or a whole IRI.
        address: of the page that is asked for, without its format.
    """

    path: str
    whole: bool
    format: str
    address: str
    turned: Turned

    def reply(self, graph: Graph, limits: Limits) -> Reply:
        """The page, or that there is none."""
        iri = self.path if self.whole else graph.base + self.path
        found = node(graph, iri, self.turned) if is_iri(iri) else None
        [format_] = [one for one in FORMATS if one.name == self.format]
        if found is None or not found.known:
            if format_ is HTML:
                return Reply(404, absent_page(iri), HTML.content_type)
            return refusal(404, f"{iri}: is not in this graph")
        headers = {"Vary": "Accept"}
        links = [
            f'<{self.suffixed(one.name)}>; rel="alternate"; type="{one.media_type}"'
            for one in FORMATS
            if one is not format_
        ]
        turned = self.next(found.cited_by.after, found.cites.after, found.more)
        if turned:
            links.append(f'<{turned}>; rel="next"')
        headers["Link"] = ", ".join(links)
        if format_ is HTML:
            page = node_page(found, graph.base, self)
            return Reply(200, page, HTML.content_type, headers)
        body = written(triples(graph, found), format_.name, limits.size)
        return Reply(200, body, format_.content_type, headers)

    def suffixed(self, name: str) -> str:
        """The address of this page in a format."""
        if self.whole:
            return f"{self.address}&format={name}"
        return f"{self.address}.{name}"

    def next(self, cited_by: str, cites: str, incoming: str) -> str:
        """The address of the page behind these keys, "" where no list goes on."""
        if not (cited_by or cites or incoming):
            return ""
        turned = {
            "cited-by": cited_by or self.turned.cited_by,
            "cites": cites or self.turned.cites,
            "incoming": incoming or self.turned.incoming,
        }
        given = "&".join(f"{name}={quote(key, safe='')}" for name, key in turned.items() if key)
        return f"{self.address}{'&' if self.whole else '?'}{given}"
