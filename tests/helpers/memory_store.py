"""A document store in memory, for the use case that fills libraries; `memory_library` is the one that finds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_app.domain.documents import Document, DocumentStatus, Figure, Mention, Page, PageCounts, PageState, Passage
from desktop_app.domain.errors import NotFound
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.domain.ports import PageRecord, ResumePoint, VectorField


@dataclass
class _Held:
    document: Document
    records: list[PageRecord] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    vectors: dict[tuple[VectorField, str], dict[str, Any]] = field(default_factory=dict)


class MemoryStore:
    """Fulfils `DocumentStore`, and of `LibraryView` what ingestion needs; `batches` lists the pages of each write."""

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures
        self._held: dict[str, _Held] = {}
        self.batches: list[list[int]] = []
        self.failure: Exception | None = None

    def find_document(self, document_id: str) -> Document | None:
        held = self._held.get(document_id)
        return self._current(held) if held else None

    def documents_at(self, path: Path) -> list[Document]:
        return [document for document in self.documents() if document.path == str(path.absolute())]

    def documents(self) -> list[Document]:
        return [self._current(held) for held in self._held.values()]

    def begin_document(self, document_id: str, path: Path, info: DocumentInfo, size: int) -> ResumePoint:
        held = self._held.get(document_id)
        status = DocumentStatus.READING
        if held is None or (held.document.status is DocumentStatus.FAILED and len(held.records) >= info.pages):
            held = _Held(Document(document_id, path.stem, info.title, str(path.absolute()), info.pages, status))
            self._held[document_id] = held
        held.document = replace(held.document, status=status, pages=info.pages, size=size, error="")
        if not held.records:
            return ResumePoint()
        return ResumePoint(held.records[-1].page.number, held.records[-1].heading_path)

    def add_pages(self, document_id: str, records: Sequence[PageRecord]) -> list[str]:
        if self.failure:
            raise self.failure
        held, ids = self._held[document_id], []
        self.batches.append([record.page.number for record in records])
        for record in records:
            held.records.append(record)
            for draft in record.passages:
                ids.append(f"{document_id[:4]}-p{len(held.passages) + 1}")
                passage = Passage(ids[-1], document_id, draft.text, draft.regions, draft.heading_path)
                held.passages.append(passage)
            for stored in record.figures:
                held.figures.append(self._figure(document_id, record.page.number, stored, len(held.figures) + 1))
        return ids

    def _figure(self, document_id: str, page: int, draft: Any, number: int) -> Figure:
        region, name = draft.picture.region, f"{document_id[:4]}-{number}.png"
        (self._pictures / name).write_bytes(draft.picture.png)
        identity, size = f"{document_id[:4]}-f{number}", (draft.picture.width, draft.picture.height)
        return Figure(
            identity,
            document_id,
            page,
            region.box,
            region.label,
            region.caption,
            region.kind,
            name,
            size,
            draft.heading_path,
            region.inside,
            region.nearby,
        )

    def relocate_document(self, document_id: str, path: Path) -> None:
        held = self._held[document_id]
        held.document = replace(held.document, path=str(path.absolute()), name=path.stem)

    def document_pages(self, document_id: str) -> list[Page]:
        return [record.page for record in self._held[document_id].records]

    def document_passages(self, document_id: str) -> list[Passage]:
        return list(self._held[document_id].passages)

    def document_figures(self, document_id: str) -> list[Figure]:
        return list(self._held[document_id].figures)

    def set_mentions(self, document_id: str, mentions: Mapping[str, Sequence[Mention]]) -> None:
        held = self._held[document_id]
        held.figures = [replace(figure, mentions=tuple(mentions.get(figure.id, ()))) for figure in held.figures]

    def ids_with_vectors(self, document_id: str, field_name: VectorField, model: str) -> set[str]:
        return set(self._held[document_id].vectors.get((field_name, model), {}))

    def store_vectors(
        self, document_id: str, field_name: VectorField, model: str, ids: Sequence[str], vectors: Any
    ) -> None:
        assert len(ids) == len(vectors)
        stored = self._held[document_id].vectors.setdefault((field_name, model), {})
        stored.update(zip(ids, vectors, strict=True))

    def finish_document(
        self,
        document_id: str,
        status: DocumentStatus,
        error: str = "",
        *,
        replaces: Collection[str] = (),
        becomes: str = "",
    ) -> Document:
        for older in set(replaces) - {document_id}:
            self._held.pop(older, None)
        held = self._held[becomes or document_id] = self._held.pop(document_id)
        held.document = replace(held.document, id=becomes or document_id, status=status, error=error)
        return self._current(held)

    def fail_document(self, document_id: str, path: Path, size: int, error: str) -> None:
        failed = DocumentStatus.FAILED
        new = _Held(Document(document_id, path.stem, "", str(path.absolute()), 0, failed, size=size))
        held = self._held.setdefault(document_id, new)
        held.document = replace(held.document, status=failed, error=error)

    def remove_document(self, document_id: str) -> None:
        if self._held.pop(document_id, None) is None:
            raise NotFound("It is not there.")

    def picture(self, figure: Figure) -> Path:
        return self._pictures / figure.file

    def _current(self, held: _Held) -> Document:
        states = [record.page.state for record in held.records]
        counts = PageCounts(*(states.count(state) for state in PageState))
        return replace(held.document, counts=counts, passages=len(held.passages), figures=len(held.figures))
