"""Citations of editions that were replaced or suppressed by the date of the text."""

from __future__ import annotations

from collections.abc import Iterator

from itugraph.checks.draft import Draft
from itugraph.checks.finding import Fact, Finding, Severity, adopted, finding, suggested
from itugraph.model import Citation
from itugraph.registry import Conference, EditionRow, History, Registry
from itugraph.registry.dates import surely_by


def superseded(draft: Draft) -> Iterator[Finding]:
    """Find the citations of editions that are no longer current.

    What the conference of the text itself replaces may be cited as it was before: that is a
    hint, unless the citation says that it is "of this conference". So are a text's own former
    editions, what is told as past, and what stands beside the current edition.
    """
    for citation in draft.citations:
        if citation.ambiguous or not citation.edition:
            continue
        history = draft.registry.history(citation.instrument or "")
        row = draft.registry.row(citation.edition)
        cited = row.conference if row else citation.conference
        if history is not None and cited is not None:
            yield from _judge(citation, draft.registry.conferences[cited], history, draft)


def _judge(
    citation: Citation, cited: Conference, history: History, draft: Draft
) -> Iterator[Finding]:
    registry = draft.registry
    since = _since(cited, history, draft)
    if not since:
        return
    own = draft.adopting.id if draft.adopting else ""
    # What the text's own conference does tells against a citation only that is said to be of it.
    telling = (
        since if draft.misplaces(citation) else [row for row in since if row.conference != own]
    )
    deciding = _best_known(telling or since, registry)
    last = since[-1]
    why = [_cited(citation, registry), adopted(deciding, registry)]
    suggestion = None if last.kind == "suppressed" else suggested(last, registry)
    message = _message(citation, last, registry)
    if last is not deciding and adopted(last, registry).evidence != "verified":
        message += f" ({adopted(last, registry).evidence}); {adopted(deciding, registry).text}"
    if not telling:
        message += "; the same conference did it"
    lenient = not telling or citation.self_ or _own_text(citation, draft)
    at_most: Severity = "hint" if lenient or _on_purpose(citation, draft) else "error"
    yield finding("superseded", message, citation, why, suggestion=suggestion, at_most=at_most)


def _since(cited: Conference, history: History, draft: Draft) -> list[EditionRow]:
    """What happened to the text between the edition cited and the date, oldest first."""
    conferences = draft.registry.conferences
    rows = [*history.editions, *([history.ended] if history.ended else [])]
    return [
        row
        for row in rows
        # A number given anew, as each forum does, replaces nothing.
        if row.kind != "new"
        and conferences[row.conference].key > cited.key
        and row.conference != cited.id
        and surely_by(conferences[row.conference], draft.date)
    ]


def _best_known(rows: list[EditionRow], registry: Registry) -> EditionRow:
    """The newest row that is verified, else the newest."""
    known = [row for row in rows if adopted(row, registry).evidence == "verified"]
    return (known or rows)[-1]


def _cited(citation: Citation, registry: Registry) -> Fact:
    row = registry.row(citation.edition or "")
    if row is not None:
        return adopted(row, registry)
    name = registry.label(citation.edition or "")
    return Fact(f"no edition {name} is in the registry", "unknown")


def _message(citation: Citation, last: EditionRow, registry: Registry) -> str:
    cited = registry.label(citation.edition or "")
    if last.kind != "suppressed":
        return f"{cited} was replaced by {registry.label(registry.edition_path(last))}"
    if last.into:
        return f"{cited} was merged into {registry.label(last.into)} by {last.conference}"
    return f"{cited} was suppressed by {last.conference}"


def _own_text(citation: Citation, draft: Draft) -> bool:
    """Whether it is a former edition of the very text that cites it."""
    return draft.own is not None and citation.instrument == draft.own.instrument


def _on_purpose(citation: Citation, draft: Draft) -> bool:
    """Whether an outdated edition seems to be meant: told as past, or one of several editions."""
    return draft.is_past(citation) or any(
        other.instrument == citation.instrument and other.edition not in (None, citation.edition)
        for other in draft.beside(citation)
    )
