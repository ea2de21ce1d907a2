"""Opens one vector index after the other, as the probe's child does; a damaged one may end this process."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import numpy

from desktop_app.library.chroma_index import ChromaIndex
from desktop_app.library.index_probe import ProbeRequest, check_index


def answers(request: ProbeRequest) -> list[list[float]]:
    """What the index answers for each sample: the scores of the best three."""
    index = ChromaIndex(Path(request.folder))
    try:
        (collection,) = request.expected
        return [
            [hit.score for hit in index.search(collection.name, numpy.frombuffer(s.vector, numpy.float32), 3, None)]
            for s in collection.samples
        ]
    finally:
        index.close()


def main() -> None:
    """A request a line, an answer a line."""
    for line in sys.stdin:
        request = msgspec.json.decode(line, type=ProbeRequest)
        try:
            problem = check_index(Path(request.folder), request.expected)
        except BaseException as error:  # noqa: BLE001 - Chroma's panics are no `Exception`
            problem = f"{type(error).__name__}: {error}"
        print(json.dumps([problem[:200], [] if problem else answers(request)]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
