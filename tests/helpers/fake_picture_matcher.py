"""A matcher without image features: pictures of the same bytes are the same, pictures of one size look alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.errors import FileProblem
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import PictureMatch


@dataclass
class FakePictureMatcher:
    """Fulfils `PictureMatcher`; `alike` are the scores of pictures that are not the same, by file name."""

    alike: dict[str, float] = field(default_factory=dict)

    def take_in(self, pictures: Sequence[Path], cancel: CancelToken) -> Iterator[int]:
        for number, _ in enumerate(pictures, start=1):
            cancel.raise_if_cancelled()
            yield number

    def match(self, picture: Path, among: Sequence[Path], limit: int, cancel: CancelToken) -> list[PictureMatch]:
        if not picture.is_file():
            raise FileProblem(f"There is no file {picture}.", "Check the name.")
        wanted = picture.read_bytes()
        found = [PictureMatch(path, 0.9, True) for path in among if path.is_file() and path.read_bytes() == wanted]
        found += [PictureMatch(path, self.alike[path.name], False) for path in among if path.name in self.alike]
        return found[:limit]
