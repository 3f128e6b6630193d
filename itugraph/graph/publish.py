"""A graph folder goes to a server of the user's own: what changed, and no more.

A named graph of the server, `{base}published`, tells which graphs came from here (`dct:hasPart`)
and with which content (`schema:sha256`, the digest of the file of record). A graph whose digest
stands there, and that holds as many triples as its file, is left alone. A digest is taken away
before its graph is touched and written once the server has counted the new triples, so whatever
interrupts a run, the next one finds what is not finished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from itugraph.errors import InputError
from itugraph.graph.folder import Index, read_file, read_index
from itugraph.graph.stores.remote import PUBLISHED, Asked, RemoteStore, connection
from itugraph.graph.stores.remote_address import checked, shown
from itugraph.vocabulary import DCT, SCHEMA

if TYPE_CHECKING:
    from itugraph.graph.stores.remote_write import Writer

Why = Literal["new", "changed", "unfinished", "other on the server", "gone"]
_PART = NamedNode(DCT + "hasPart")
_DIGEST = NamedNode(SCHEMA + "sha256")
_SETTLED_TOGETHER = 50
"""Graphs that are sent before the server counts them and their digests are written."""


@dataclass(frozen=True, slots=True)
class Change:
    """A named graph that is to be sent or dropped.

    Attributes:
        graph: its IRI; file: its file of record, None where it is dropped.
        digest: of the file; triples: how many it has.
    """

    graph: str
    why: Why
    file: str | None = None
    digest: str = ""
    triples: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, sources first, then the registry and what is derived, drops last.

    Attributes:
        settled: digests of the graphs that stay as they are.
    """

    changes: tuple[Change, ...]
    settled: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What was done.

    Attributes:
        warning: why the graph cannot be asked for there, None where it can.
    """

    sent: int
    triples: int
    dropped: int
    unchanged: int
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A graph folder and the server it goes to.

    Attributes:
        graph_store, update: addresses; updates go to the address of queries without either.
    """

    folder: Path
    index: Index
    asked: Asked
    graph_store: str | None = None
    update: str | None = None

    def plan(self) -> Plan:
        """What differs between the folder and the server.

        Raises:
            InputError: if the folder is damaged or the server cannot be asked.
        """
        from itugraph.graph.stores.remote_whole import counts

        parts, digests = self._state()
        wanted = {self.index.base + _path(name): name for name in _ordered(self.index)}
        sizes = counts(self.asked.counted, [*wanted])
        changes: list[Change] = []
        settled: dict[str, str] = {}
        for graph, name in wanted.items():
            digest = self.index.files[name]
            size = _size(read_file(self.folder, name, digest))
            why: Why
            if graph not in parts:
                why = "new"
            elif graph not in digests:
                why = "unfinished"
            elif digests[graph] != digest:
                why = "changed"
            elif sizes[graph] != size:
                why = "other on the server"
            else:
                settled[graph] = digest
                continue
            changes.append(Change(graph, why, name, digest, size))
        changes += [Change(graph, "gone") for graph in sorted(parts - wanted.keys())]
        return Plan(tuple(changes), settled)

    def run(self, plan: Plan, progress: Callable[[int, int], None]) -> Published:
        """Do it; interrupted or refused, it can be planned and run again.

        Raises:
            InputError: if the server refuses, cannot be reached, or keeps fewer triples.
        """
        sent = [change for change in plan.changes if change.file]
        gone = [change for change in plan.changes if not change.file]
        if plan.changes:
            from itugraph.graph.stores.remote_write import Writer

            guessed = self.update is None and self.graph_store is None
            update = self.asked.address if guessed else self.update
            writer = Writer(self.asked.connection, self.graph_store, update, guessed)
            known = [*plan.settled, *(change.graph for change in plan.changes)]
            writer.replace(self._state_graph, self._told(known, plan.settled))
            done = 0
            for start in range(0, len(sent), _SETTLED_TOGETHER):
                some = sent[start : start + _SETTLED_TOGETHER]
                for change in some:
                    self._send(writer, change)
                    done += 1
                    progress(done, len(plan.changes))
                self._settle(writer, some)
            for change in gone:
                writer.drop(change.graph)
                done += 1
                progress(done, len(plan.changes))
            if gone:
                digests = plan.settled | {change.graph: change.digest for change in sent}
                writer.replace(self._state_graph, self._told(list(digests), digests))
        return Published(
            len(sent), sum(c.triples for c in sent), len(gone), len(plan.settled), self._unseen()
        )

    @property
    def _state_graph(self) -> str:
        return self.index.base + PUBLISHED

    def _state(self) -> tuple[set[str], dict[str, str]]:
        """The graphs that came from here, and the digests of those that are finished."""
        from itugraph.graph.stores.remote_whole import counts, quads

        ask = self.asked.counted
        parts: set[str] = set()
        digests: dict[str, str] = {}
        for quad in quads(ask, self.asked.what, counts(ask, [self._state_graph])):
            if quad.predicate == _PART and isinstance(quad.object, NamedNode):
                parts.add(quad.object.value)
            elif (
                quad.predicate == _DIGEST
                and isinstance(quad.subject, NamedNode)
                and isinstance(quad.object, pyoxigraph.Literal)
            ):
                digests[quad.subject.value] = quad.object.value
        # Only names below the base are ours to drop, whatever is written there.
        own = {graph for graph in parts if graph.startswith(self.index.base)}
        return own - {self._state_graph}, digests

    def _told(self, graphs: Sequence[str], digests: dict[str, str]) -> bytes:
        """Statements that these graphs came from here, some of them with their digests."""
        state = NamedNode(self._state_graph)
        said = [Triple(state, _PART, NamedNode(graph)) for graph in graphs]
        return _ntriples([*said, *_digests(digests)])

    def _send(self, writer: Writer, change: Change) -> None:
        content = read_file(self.folder, change.file or "", change.digest)
        graph = NamedNode(change.graph)
        try:
            quads = list(parse(content, format=RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise InputError(str(self.folder / (change.file or "")), "is damaged") from error
        if any(quad.graph_name != graph for quad in quads):
            raise InputError(str(self.folder / (change.file or "")), "holds another graph")
        writer.replace(change.graph, _ntriples([quad.triple for quad in quads]))

    def _settle(self, writer: Writer, sent: Sequence[Change]) -> None:
        """Write the digests of what was sent, once the server counts all of it."""
        from itugraph.graph.stores.remote_whole import counts

        sizes = counts(self.asked.counted, [change.graph for change in sent])
        for change in sent:
            if sizes[change.graph] != change.triples:
                raise InputError(
                    self.asked.what,
                    f"holds {sizes[change.graph]:,} of the {change.triples:,} triples that were"
                    f" sent for {change.graph}",
                )
        digests = {change.graph: change.digest for change in sent}
        writer.add(self._state_graph, _ntriples([*_digests(digests)]))

    def _unseen(self) -> str | None:
        try:
            RemoteStore.connect(self.asked.address).close()
        except InputError as error:
            return str(error)
        return None


def publication(
    folder: Path, address: str, update: str | None = None, graph_store: str | None = None
) -> Publication:
    """What is to be published where.

    Raises:
        InputError: if there is no graph in the folder, or an address is none.
        MissingExtraError: if httpx is not installed.
    """
    index = read_index(folder)
    if index is None:
        raise InputError(str(folder), "holds no graph: make one with itugraph build")
    for other in filter(None, (address, update, graph_store)):
        checked(other)
    try:
        NamedNode(index.base)
    except ValueError as error:
        raise InputError(str(folder), "is damaged: its base is no IRI") from error
    asked = Asked(connection(), address, shown(address))
    return Publication(folder, index, asked, graph_store, update)


def _ordered(index: Index) -> list[str]:
    """Files of record: sources, then what tells of them all."""
    sources = sorted(name for name in index.files if name.startswith("sources/"))
    return [*sources, "registry.nq", "derived.nq"]


def _path(name: str) -> str:
    """The path of the named graph of a file of record.

    >>> _path("sources/0c62e246f951d021.nq"), _path("registry.nq")
    ('source/0c62e246f951d021', 'registry')
    """
    return name.removesuffix(".nq").replace("sources/", "source/")


def _size(content: bytes) -> int:
    """How many statements a file of record holds, a line each."""
    return len({line for line in content.split(b"\n") if line})


def _digests(digests: dict[str, str]) -> Iterator[Triple]:
    for graph, digest in digests.items():
        yield Triple(NamedNode(graph), _DIGEST, pyoxigraph.Literal(digest))


def _ntriples(triples: Sequence[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
