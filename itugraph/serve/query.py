"""A query as a worker answers it: looked through, evaluated, and cut where a limit is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, Triple

from itugraph.errors import InputError
from itugraph.graph import Graph
from itugraph.graph.guard import Dataset, ForbiddenError, reading
from itugraph.serve.limits import Limits
from itugraph.serve.negotiation import ROWS, TRIPLES, Format, choose, told
from itugraph.serve.reply import Reply, refusal
from itugraph.serve.sinks import TooLargeError, UnfitError, lines, results_as, written

_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its client wants.

    Attributes:
        accept: the header of that name.
        dataset: the graphs to ask, None for those of the query or the union of all.
        rows: how many rows the client is content with, None where it wants all or an error.
    """

    sparql: str
    accept: str
    dataset: Dataset | None = None
    rows: int | None = None

    def reply(self, graph: Graph, limits: Limits) -> Reply:
        """The answer, or in one line why there is none."""
        try:
            read = reading(self.sparql)
        except ForbiddenError as error:
            return refusal(403, str(error))
        except InputError as error:
            return refusal(400, str(error))
        offered = ROWS if read.form in ("SELECT", "ASK") else TRIPLES
        format_ = choose(self.accept, offered)
        if format_ is None:
            return refusal(406, f"{read.form} is answered as {told(offered)}")
        try:
            return self._evaluated(graph, limits, self.dataset or read.dataset, format_)
        except InputError as error:
            return refusal(400, str(error))
        except TooLargeError:
            return refusal(413, f"the answer is larger than {limits.size:,} bytes: add LIMIT")
        except UnfitError as error:
            return refusal(406, f"{error}: ask for another format")
        except (ValueError, OSError, RuntimeError) as error:
            return refusal(500, f"the query failed: {error}"[:300])

    def _evaluated(
        self, graph: Graph, limits: Limits, dataset: Dataset | None, format_: Format
    ) -> Reply:
        answer = graph.store.query(self.sparql, dataset)
        most = min(limits.rows, self.rows) if self.rows is not None else limits.rows
        if isinstance(answer, QueryBoolean):
            return self._made(answer.serialize(format=_FORMATS[format_.name]) or b"", format_, 1)
        if isinstance(answer, QuerySolutions):
            found, rows, cut = lines(answer, most, limits.size)
            if cut and self.rows is None:
                return self._too_many(limits)
            body = results_as(found, _FORMATS[format_.name], limits.size)
        else:
            triples: dict[Triple, None] = {}
            cut = False
            for triple in answer:
                if len(triples) == most and triple not in triples:
                    cut = True
                    break
                triples[triple] = None
            if cut and self.rows is None:
                return self._too_many(limits)
            rows = len(triples)
            body = written(list(triples), format_.name, limits.size)
        made = self._made(body, format_, rows)
        return replace(made, headers={"X-Itugraph-Truncated": "rows"}) if cut else made

    @staticmethod
    def _made(body: bytes, format_: Format, rows: int) -> Reply:
        return Reply(200, body, format_.content_type, rows=rows)

    @staticmethod
    def _too_many(limits: Limits) -> Reply:
        return refusal(
            413,
            f"the answer has more than {limits.rows:,} rows: add LIMIT, or send the header "
            "X-Itugraph-Max-Rows with as many as will do",
        )
