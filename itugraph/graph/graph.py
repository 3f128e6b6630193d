"""The graph: opened from its folder, queried with SPARQL, handed out to other libraries."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from pyoxigraph import QueryBoolean, QuerySolutions

from itugraph.errors import InputError
from itugraph.graph import parameters as typed_as
from itugraph.graph.build import Report, build
from itugraph.graph.folder import Index, SourceEntry
from itugraph.graph.guard import refuse_unsafe
from itugraph.graph.opening import open_folder
from itugraph.graph.queries import NamedQuery, ParameterKind, named
from itugraph.graph.results import Rows, value
from itugraph.graph.stores import Answer, MemoryStore, RemoteStore, Store, is_address
from itugraph.identifiers import BASE
from itugraph.registry import Registry, find
from itugraph.registry.dates import as_of as date_of
from itugraph.vocabulary import ITG


@dataclass(frozen=True, slots=True, repr=False)
class Graph:
    """A graph: its triples, what its folder says of it, and the registry of its names.

    Attributes:
        store: the triples, each source in a named graph of its own.
        index: what the graph's folder says of it.
        registry: the registry its names are looked up in.
    """

    store: Store
    index: Index
    registry: Registry

    def __repr__(self) -> str:
        sources = self.index.sources
        names = ", ".join(entry.path for entry in sources[:3])
        more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
        return f"a graph of {len(sources)} source{'' if len(sources) == 1 else 's'}" + (
            f": {names}{more}" if names else ""
        )

    @property
    def stands_elsewhere(self) -> bool:
        """Whether its triples are on a server."""
        return isinstance(self.store, RemoteStore)

    @classmethod
    def open(cls, folder: Path | str, registry: Registry | None = None) -> Self:
        """Open a graph folder, or a file of N-Quads (also gzipped).

        A large folder is asked through its index on disk, which is made where it is missing;
        all else is loaded into memory.

        An address ("https://...") is that of a server's queries: the graph stays there.

        Raises:
            InputError: if there is no graph, it is another version's, or it is damaged.
            MissingExtraError: if an address is given and httpx is not installed.
        """
        if isinstance(folder, str) and is_address(folder):
            remote = RemoteStore.connect(folder)
            return cls._told(remote, remote.base, "an address", registry or Registry.load())
        path = Path(folder)
        loaded = registry or Registry.load()
        if path.is_file():
            return cls._from_file(path, loaded)
        store, index = open_folder(path)
        return cls(store, index, loaded)

    @classmethod
    def _from_file(cls, path: Path, registry: Registry) -> Self:
        try:
            content = path.read_bytes()
            if path.suffix == ".gz":
                content = gzip.decompress(content)
            store = MemoryStore.load([content])
        except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as error:
            raise InputError(str(path), "is no file of N-Quads") from error
        return cls._told(store, _base_of(store), "a file", registry)

    @classmethod
    def _told(cls, store: Store, base: str, tool: str, registry: Registry) -> Self:
        """The graph of triples outside of a folder, which tell of their sources themselves."""
        index = Index(base, tool, registry.digest)
        sources = cls(store, index, registry)._sources()
        return cls(store, replace(index, sources=sources), registry)

    @classmethod
    def build(
        cls, paths: Iterable[Path | str], folder: Path | str, registry: Registry | None = None
    ) -> Self:
        """Read files into a graph folder and open it; see `itugraph.graph.build.build`.

        Raises:
            InputError: if the folder cannot be used, or no file can be read.
        """
        loaded = registry or Registry.load()
        report: Report = build([Path(p) for p in paths], Path(folder), loaded)
        if report.refused and not (report.added or report.skipped):
            raise report.refused[0]
        return cls.open(folder, loaded)

    @property
    def base(self) -> str:
        """The IRI base."""
        return self.index.base

    def query(
        self, query: str, *arguments: str, as_of: str | None = None, **parameters: str
    ) -> Rows:
        """The rows of a SELECT or ASK: SPARQL, or the name of a query with its parameters.

        Args:
            as_of: of a named query, the day it is asked for: an ISO date, a year (its end) or
                a conference (its closing day). Without it, all that is known counts.

        Raises:
            InputError: if the query is unsafe, wrong, or a name in it is not known.

        Named queries take what people type: `graph.query("who-cites", "WTSA Res. 44")`.
        """
        return self.evaluate(self.sparql(query, *arguments, as_of=as_of, **parameters))

    def evaluate(self, sparql: str) -> Rows:
        """The rows of SPARQL that is trusted: it is not looked through for what it may do.

        Raises:
            InputError: if the engine refuses it.
        """
        results = self.run(sparql)
        if isinstance(results, QueryBoolean):
            return Rows(("answer",), ((bool(results),),))
        if isinstance(results, QuerySolutions):
            columns = tuple(variable.value for variable in results.variables)
            rows = (tuple(value(term, self.base) for term in row) for row in results)
            return Rows(columns, tuple(rows))
        columns = ("subject", "predicate", "object")
        return Rows(
            columns,
            tuple(
                (
                    value(t.subject, self.base),
                    value(t.predicate, self.base),
                    value(t.object, self.base),
                )
                for t in results
            ),
        )

    def sparql(
        self, query: str, *arguments: str, as_of: str | None = None, **parameters: str
    ) -> str:
        """The SPARQL of a query by name, its parameters looked up; other SPARQL as it is.

        Raises:
            InputError: if it is unsafe, wants other parameters, or names nothing known; if
                SPARQL that is not a named query is to be asked as of a day.
        """
        if re.fullmatch(r"[\w-]+", query.strip()):
            query = query.strip()
            named(query)  # one word is a name: if it is not known, those that are near are told
        else:
            if arguments or parameters:
                raise InputError("query", "takes parameters only if it is a named one")
            if as_of is not None:
                raise InputError(
                    f"as of {as_of}",
                    "is for named queries: SPARQL of your own says itself which dates it compares",
                )
            refuse_unsafe(query)
            return query
        chosen = named(query)
        given = dict(zip(chosen.parameters, arguments, strict=False)) | parameters
        self._expect(chosen, len(arguments), given)
        day = date_of(as_of, self.registry).last_day if as_of is not None else None
        values: dict[str, str] = {}
        for name in chosen.parameters:
            values |= self._meant(name, given[name])
        return chosen.bound(self.base, day, **values)

    def _meant(self, name: ParameterKind, typed: str) -> dict[str, str]:
        """What is typed for a parameter, by the variables it decides."""
        match name:
            case "work":
                return {name: self.work(typed)}
            case "edition":
                return {name: typed_as.edition(typed, self.registry, self.base)}
            case "text" | "other":
                return {name: self.text(typed)}
            case "body":
                return {name: typed_as.body(typed, self.registry)}
            case "conference":
                return {name: typed_as.conference(typed, self.registry)}
            case "number":
                return typed_as.number(typed)

    @staticmethod
    def _expect(chosen: NamedQuery, arguments: int, given: dict[str, str]) -> None:
        if arguments > len(chosen.parameters) or set(given) != set(chosen.parameters):
            hints = [f"{p} ({h})" for p, h in zip(chosen.parameters, chosen.hints, strict=True)]
            wanted = " and ".join(hints) or "no parameter"
            raise InputError(f"query {chosen.name}", f"takes {wanted}")

    def at_hand(self) -> Self:
        """The same graph in memory, read whole where it stands behind an address.

        Raises:
            InputError: if the server does not give all of it.
        """
        if not isinstance(self.store, RemoteStore):
            return self
        return replace(self, store=MemoryStore.of(self.store))

    def run(self, sparql: str) -> Answer:
        """Evaluate SPARQL that was looked through already, over the union of all graphs.

        Raises:
            InputError: if the store refuses it.
        """
        return self.store.query(sparql)

    def work(self, typed: str) -> str:
        """The path of the instrument that a person means.

        Raises:
            InputError: if there is none.
        """
        return typed_as.instrument(typed, self.registry, self.base)

    def text(self, typed: str) -> str:
        """The path under which a text of the graph cites: by file name, identity or path.

        Raises:
            InputError: if the graph has no such text.
        """
        for entry in self.index.sources:
            if typed in entry.identities:
                return typed
            if typed in (entry.path, entry.path.rpartition("/")[2], entry.source):
                return entry.identity or f"source/{entry.source}"
        wanted = find(self.registry, typed, self.base).path
        for entry in self.index.sources:
            for identity in entry.identities:
                if f"{identity}/".startswith(f"{wanted}/"):
                    return identity
        raise InputError(repr(typed), "is no text of this graph")

    def _sources(self) -> tuple[SourceEntry, ...]:
        """The sources that the triples themselves tell of."""
        rows = self.evaluate(
            """PREFIX itg: <https://w3id.org/itugraph/ns#>
            PREFIX eli: <http://data.europa.eu/eli/ontology#>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            SELECT ?source ?label ?text WHERE { ?source a itg:Source ; skos:prefLabel ?label .
              OPTIONAL { ?text eli:is_realized_by ?source } } ORDER BY ?label"""
        )
        return tuple(
            SourceEntry(
                str(label),
                str(source).removeprefix("source/"),
                "en",
                str(text) if text else None,
                0,
            )
            for source, label, text in rows
        )

    @property
    def named_graphs(self) -> tuple[str, ...]:
        """The names of the graphs of the store."""
        return self.store.named_graphs()


def _base_of(store: Store) -> str:
    """The IRI base of triples, as the names of their sources tell it."""
    answer = store.query(f"SELECT ?source WHERE {{ ?source a <{ITG}Source> }} LIMIT 1")
    if isinstance(answer, QuerySolutions):
        for solution in answer:
            return str(solution["source"].value).rpartition("source/")[0]
    return BASE
