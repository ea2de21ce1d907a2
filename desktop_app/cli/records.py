"""The JSON objects of the command-line contract."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.domain.collections import DocumentCollection
from desktop_app.domain.conversation import Answer, Citation, PlacedFigure
from desktop_app.domain.documents import Document, Figure, PageCounts, Passage
from desktop_app.domain.geometry import Box
from desktop_app.domain.history import ConversationSummary
from desktop_app.domain.ingest_events import FileReport
from desktop_app.domain.model_store import Removal, StoredModel, StoreListing
from desktop_app.ingestion.figure_report import FigureReport


def bbox(box: Box) -> list[float]:
    """A box as `[x0, y0, x1, y1]`, to a hundredth of a point."""
    return [round(value, 2) for value in box]


def counts_record(counts: PageCounts) -> dict[str, int]:
    """How many pages ended in each state."""
    return {"text": counts.text, "ocr": counts.ocr, "empty": counts.empty, "failed": counts.failed}


def report_record(report: FileReport) -> dict[str, Any]:
    """How a file ended, for `ingest`."""
    return {
        "path": str(report.path),
        "document_id": report.document_id,
        "status": report.status.value,
        "pages": counts_record(report.counts),
        "passages": report.passages,
        "figures": report.figures,
        "seconds": round(report.seconds, 3),
        "error": report.error or None,
    }


def document_record(document: Document) -> dict[str, Any]:
    """A document, for `documents`."""
    return {
        "document_id": document.id,
        "document": document.name,
        "title": document.title,
        "path": document.path,
        "pages": document.pages,
        "passages": document.passages,
        "figures": document.figures,
        "status": document.status.value,
        "error": document.error or None,
    }


def collection_record(collection: DocumentCollection, names: Mapping[str, str]) -> dict[str, Any]:
    """A collection, for `collections`; `names` are the documents' names by id."""
    return {"collection": collection.name, "documents": sorted(names[each] for each in collection.documents)}


def figure_report_record(report: FigureReport) -> dict[str, Any]:
    """What became of a document's graphics, for `figures --report`."""
    return {
        "document": report.document.name,
        "document_id": report.document.id,
        "found": {kind.value: count for kind, count in report.found.items()},
        "left_out": [
            {"page": each.region.page, "bbox": bbox(each.region.box), "reason": each.reason} for each in report.left_out
        ],
        "left_out_by_reason": {reason: len(pages) for reason, pages in report.reasons.items()},
        "failed": [{"page": page.number, "reason": page.reason} for page in report.failed],
    }


def figure_record(figure: Figure, names: Mapping[str, str], picture: Path) -> dict[str, Any]:
    """A figure; `names` are the documents' names by id."""
    return {
        "figure_id": figure.id,
        "document": names[figure.document_id],
        "page": figure.page,
        "bbox": bbox(figure.box),
        "label": figure.label,
        "caption": figure.caption,
        "kind": figure.kind.value,
        "file": str(picture),
    }


def passage_record(passage: Passage, names: Mapping[str, str]) -> dict[str, Any]:
    """A passage, for `search`; its box holds all its paragraphs on its first page."""
    first_page = [region.box for region in passage.regions if region.page == passage.page]
    return {
        "document": names[passage.document_id],
        "page": passage.page,
        "bbox": bbox(Box.around(first_page)),
        "text": passage.text,
    }


def placed_record(placed: PlacedFigure) -> dict[str, Any]:
    """A figure of an answer, for `ask`."""
    figure = placed.figure
    return {
        "figure_id": figure.id,
        "document": placed.document.name,
        "page": figure.page,
        "bbox": bbox(figure.box),
        "label": figure.label,
        "caption": figure.caption,
        "after_paragraph": placed.after_paragraph,
    }


def citation_record(citation: Citation) -> dict[str, Any]:
    """A citation of an answer, for `ask`; its place is the first of its regions."""
    region = citation.regions[0]
    return {"document": citation.document.name, "page": region.page, "bbox": bbox(region.box)}


def stored_record(stored: StoredModel) -> dict[str, Any]:
    """A model on this machine, for `models`."""
    return {
        "name": stored.name,
        "state": "installed",
        "kind": stored.kind.value,
        "file": str(stored.path),
        "projector": str(stored.projector) if stored.projector else None,
        "size": stored.size,
        "memory": stored.need.needed or None,
        "fits": stored.need.fit.value,
        "repository": stored.repository or None,
        "note": stored.note,
    }


def store_records(listing: StoreListing) -> list[dict[str, Any]]:
    """A record for each model that is here, was interrupted, or could be had; for `models list`."""
    paused = [
        {"name": each.name, "state": "paused", "repository": each.repository, "done": each.done, "size": each.total}
        for each in listing.paused
    ]
    available = [
        {
            "name": each.known.name,
            "state": "available",
            "kind": each.known.kind.value,
            "size": each.known.size or None,
            "memory": each.need.needed or None,
            "fits": each.need.fit.value,
            "repository": each.known.repository,
            "quantization": each.known.quantization or None,
            "licence": each.known.licence,
            "note": each.known.purpose,
        }
        for each in listing.offered
        if not each.stored_as
    ]
    return [*(stored_record(stored) for stored in listing.stored), *paused, *available]


def removal_record(removal: Removal) -> dict[str, Any]:
    """What was taken away, for `models remove`."""
    return {"name": removal.name, "files": list(removal.files), "freed": removal.freed, "note": removal.note or None}


def answer_record(answer: Answer) -> dict[str, Any]:
    """An answer, for `ask`."""
    timings = answer.timings
    return {
        "question": answer.question,
        "answer_markdown": answer.markdown,
        "images": [placed_record(placed) for placed in answer.figures],
        "citations": [citation_record(citation) for citation in answer.citations],
        "model": answer.model,
        "timings": {
            "retrieve_s": round(timings.retrieve_s, 4),
            "first_token_s": round(timings.first_token_s, 4),
            "total_s": round(timings.total_s, 4),
            "prompt_tokens": timings.prompt_tokens,
            "cached_tokens": timings.cached_tokens,
            "completion_tokens": timings.completion_tokens,
        },
        "notice": answer.notice or None,
        "scope": answer.scope or None,
    }


def conversation_record(summary: ConversationSummary) -> dict[str, Any]:
    """A kept conversation, for `conversations`."""
    return {
        "conversation": summary.id,
        "title": summary.title,
        "turns": summary.turns,
        "created": round(summary.created, 3),
        "changed": round(summary.changed, 3),
        "pinned": summary.pinned,
    }
