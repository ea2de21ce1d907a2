"""Finds the figure a picture shows: a coarse look at all by visual words, a close look at the best by geometry.

What is known of pictures is kept in one file of the cache folder, by the names of the picture files, which are hashes
of their content: it may be deleted at any time, and is true for every library.
"""

from __future__ import annotations

import io
import logging
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.domain.errors import ImageRefError
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import PictureMatch
from desktop_app.picture_matching.features import LENGTH, Agreement, Features, agreement, read_features
from desktop_app.picture_matching.visual_words import Vocabulary, WordIndex
from desktop_app.support.atomic_write import write_atomically

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Words = NDArray[np.uint16]

_LOG = logging.getLogger(__name__)

_VERSION = 1
LEARNT_FROM = 256
"""So many pictures are enough to learn the vocabulary from."""
_GROWN = 3
"""A vocabulary of fewer pictures is learnt anew when there are so many times as many."""
_SAVED_EVERY = 500
_LOOKED_AT_FIRST, _LOOKED_AT = 12, 50
_REMEMBERED = 64
"""Pictures whose features are kept in memory, about 0.4 MB each."""
SURE_INLIERS = 8
SURE_LIKENESS = 0.5
_PLAIN_INLIERS = 25
"""With so many inliers the close look ends with the first few."""


@dataclass
class _Known:
    """What is known of pictures: the vocabulary, how many pictures it was learnt from, and each picture's words."""

    vocabulary: Vocabulary | None = None
    learnt_from: int = 0
    words: dict[str, Words] = field(default_factory=dict)


class LocalFeatureMatcher:
    """Fulfils `PictureMatcher`; may be called from several threads.

    Args:
        cache: the file that holds what is known of pictures; made when it is missing, ignored when it is damaged.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.RLock()  # who takes pictures in may look for one between two of them
        self._known: _Known | None = None
        self._index: tuple[tuple[str, ...], WordIndex] | None = None
        self._read: dict[str, Features] = {}

    def take_in(self, pictures: Sequence[Path], cancel: CancelToken) -> Iterator[int]:
        """Reads the pictures that are not known yet, and yields how many of all are; a damaged one counts as empty.

        Raises:
            Cancelled: within a second of `cancel` being set; what was read is kept once the vocabulary is learnt.
        """
        with self._lock:
            known = self._loaded()
            self._forget_if_outgrown(known, pictures)
            missing = sorted({path for path in pictures if path.name not in known.words})
            done = len(pictures) - len(missing)
            first: dict[str, NDArray[np.uint8]] = {}
            if known.vocabulary is None:
                for number, path in enumerate(missing[:LEARNT_FROM], start=1):
                    cancel.raise_if_cancelled()
                    first[path.name] = _descriptors(path)
                    yield done + number
                self._learn(known, first)
            told = len(first)
            try:
                for number, path in enumerate(missing, start=1):
                    cancel.raise_if_cancelled()
                    descriptors = first.pop(path.name, None)
                    assert known.vocabulary is not None
                    known.words[path.name] = known.vocabulary.words(
                        _descriptors(path) if descriptors is None else descriptors
                    )
                    if number % _SAVED_EVERY == 0:
                        self._save(known)
                    if number > told:
                        yield done + number
            finally:
                if missing:
                    self._save(known)

    def match(self, picture: Path, among: Sequence[Path], limit: int, cancel: CancelToken) -> list[PictureMatch]:
        """The pictures that show what `picture` shows, or a part of which it shows; best first.

        Raises:
            FileProblem: `picture` is not there.
            UnsupportedFile: it is no picture.
            Cancelled: within a second of `cancel` being set.
        """
        query = read_features(picture)
        with self._lock:
            candidates = self._candidates(query, among)
        looked_at: list[tuple[Agreement, Path]] = []
        for number, path in enumerate(candidates[:_LOOKED_AT]):
            cancel.raise_if_cancelled()
            best = max((each.inliers for each, _ in looked_at), default=0)
            if number >= _LOOKED_AT_FIRST and best >= _PLAIN_INLIERS:
                break
            with suppress(ImageRefError):
                looked_at.append((agreement(query, self._features(path)), path))
        looked_at.sort(key=lambda each: -each[0].score)
        return [_match(found, path, query) for found, path in looked_at[:limit]]

    def _features(self, path: Path) -> Features:
        """The features of a library's picture; those looked at last are remembered."""
        found = self._read.pop(path.name, None) or read_features(path)
        self._read[path.name] = found
        for name in list(self._read)[:-_REMEMBERED]:
            self._read.pop(name, None)
        return found

    def _candidates(self, query: Features, among: Sequence[Path]) -> list[Path]:
        known = self._loaded()
        paths = {path.name: path for path in among if path.name in known.words}
        if known.vocabulary is None or not paths:
            return []
        names = tuple(sorted(paths))
        if self._index is None or self._index[0] != names:
            self._index = names, WordIndex.of([known.words[name] for name in names], known.vocabulary.size)
        scores = self._index[1].scores(known.vocabulary.words(query.descriptors))
        return [paths[names[each]] for each in np.argsort(-scores, kind="stable")[:_LOOKED_AT]]

    def _forget_if_outgrown(self, known: _Known, pictures: Sequence[Path]) -> None:
        if known.learnt_from < LEARNT_FROM and len({path.name for path in pictures}) > _GROWN * known.learnt_from:
            known.vocabulary, known.learnt_from = None, 0
            known.words.clear()

    def _learn(self, known: _Known, found: dict[str, NDArray[np.uint8]]) -> None:
        """Learns the vocabulary from pictures. File names are hashes, so the first of them are a fair sample."""
        everything = np.concatenate([*found.values(), np.zeros((1, LENGTH), np.uint8)])
        known.vocabulary = Vocabulary.learn(everything)
        known.learnt_from = len(found)

    def _loaded(self) -> _Known:
        if self._known is None:
            self._known = _load(self._cache)
        return self._known

    def _save(self, known: _Known) -> None:
        self._index = None
        if known.vocabulary is None:
            return
        names = sorted(known.words)
        content = io.BytesIO()
        np.savez(
            content,
            version=np.array([_VERSION, known.learnt_from]),
            branches=known.vocabulary.branches,
            leaves=known.vocabulary.leaves,
            starts=known.vocabulary.starts,
            names=np.array(names, dtype=np.str_),
            counts=np.array([len(known.words[name]) for name in names], np.int64),
            words=np.concatenate([np.zeros(0, np.uint16), *(known.words[name] for name in names)]),
        )
        try:
            write_atomically(self._cache, content.getvalue())
        except OSError as error:
            _LOG.info("What is known of pictures could not be saved: %s", error)


def _descriptors(path: Path) -> NDArray[np.uint8]:
    try:
        return read_features(path).descriptors
    except ImageRefError as error:
        _LOG.info("%s is left out: %s", path, error)
        return np.zeros((0, LENGTH), np.uint8)


def _match(found: Agreement, path: Path, query: Features) -> PictureMatch:
    same = found.inliers >= SURE_INLIERS and found.likeness >= SURE_LIKENESS
    share = found.inliers / max(1, len(query.descriptors))
    return PictureMatch(path, round(min(1.0, max(0.0, found.likeness) * min(1.0, 2 * share + 0.5)), 4), same)


def _load(path: Path) -> _Known:
    """What a file holds; nothing where it is missing, damaged, or of another version."""
    try:
        content = path.read_bytes()
    except OSError:
        return _Known()
    try:
        # From memory: numpy leaves a file open where it turns out to be damaged.
        with np.load(io.BytesIO(content), allow_pickle=False) as held:
            return _read(held)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _LOG.info("What is known of pictures is read anew: %s", error)
        return _Known()


def _read(held: Any) -> _Known:
    version, learnt_from = (int(each) for each in held["version"])
    vocabulary = Vocabulary(held["branches"], held["leaves"], held["starts"])
    names, counts, words = held["names"].tolist(), held["counts"], held["words"]
    sound = version == _VERSION and len(names) == len(counts) and int(counts.sum()) == len(words)
    if not sound or len(vocabulary.starts) != len(vocabulary.branches) + 1 or (words >= vocabulary.size).any():
        raise ValueError("not as it was written")
    ends = np.cumsum(counts)
    pieces = np.split(words.astype(np.uint16), ends[:-1]) if names else []
    return _Known(vocabulary, learnt_from, dict(zip(names, pieces, strict=True)))
