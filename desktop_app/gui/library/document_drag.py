"""Documents of the library that are dragged within the window: their ids, and nothing that another program reads."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

MIME_TYPE = "application/x-imageref-documents"


def drag_of(documents: Iterable[str]) -> QMimeData:
    """What is dragged when these documents are."""
    data = QMimeData()
    data.setData(MIME_TYPE, json.dumps(list(documents)).encode())
    return data


def holds_documents(data: QMimeData) -> bool:
    """Whether documents of the library are dragged."""
    return data.hasFormat(MIME_TYPE)


def dragged_documents(data: QMimeData) -> list[str]:
    """The ids of the documents that are dragged; what is none is passed over."""
    try:
        ids = json.loads(bytes(data.data(MIME_TYPE).data()))
    except ValueError:
        return []
    return [each for each in ids if isinstance(each, str)] if isinstance(ids, list) else []
