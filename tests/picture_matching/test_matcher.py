from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.domain.errors import Cancelled, FileProblem, UnsupportedFile
from desktop_app.domain.jobs import CancelToken
from desktop_app.picture_matching.features import agreement, features_of, read_features
from desktop_app.picture_matching.matcher import LocalFeatureMatcher
from tests.picture_matching.conftest import drawing

pytestmark = pytest.mark.heavy
Known = tuple[LocalFeatureMatcher, list[Path]]


def taken_in(cache: Path, pictures: list[Path]) -> LocalFeatureMatcher:
    matcher = LocalFeatureMatcher(cache)
    assert list(matcher.take_in(pictures, CancelToken()))[-1:] in ([], [len(pictures)])
    return matcher


def test_parts_copies_and_photographs_are_found(tmp_path: Path, known: Known) -> None:
    matcher, pictures = known
    whole = drawing(5)
    queries = {
        "part.png": whole.crop((60, 40, 290, 215)),
        "small.jpg": whole.resize((160, 120), Image.Resampling.LANCZOS),
        "large.jpg": whole.resize((600, 450), Image.Resampling.BICUBIC),
        "turned.png": whole.rotate(4, fillcolor="grey"),
        "dark.png": whole.point(lambda value: value * 0.7),
    }
    for name, picture in queries.items():
        path = tmp_path / name
        picture.save(path)
        [best, *_] = matcher.match(path, pictures, 3, CancelToken())
        assert (name, best.path.name, best.same) == (name, "05.png", True)
        assert best.score > 0.3


def test_a_picture_that_is_not_there_is_not_taken_for_another(tmp_path: Path, known: Known) -> None:
    matcher, pictures = known
    drawing(99).save(tmp_path / "other.png")
    assert not any(match.same for match in matcher.match(tmp_path / "other.png", pictures, 5, CancelToken()))
    Image.new("L", (50, 50), 255).save(tmp_path / "blank.png")
    assert not any(match.same for match in matcher.match(tmp_path / "blank.png", pictures, 5, CancelToken()))


def test_only_some_pictures_are_looked_at(tmp_path: Path, known: Known) -> None:
    matcher, pictures = known
    found = matcher.match(pictures[3], pictures[:2], 5, CancelToken())
    assert {match.path for match in found} <= set(pictures[:2])
    assert matcher.match(pictures[3], [tmp_path / "unknown.png"], 5, CancelToken()) == []


def test_what_is_known_is_kept_and_added_to(tmp_path: Path, pictures: list[Path]) -> None:
    cache = tmp_path / "known.npz"
    taken_in(cache, pictures[:5])
    assert list(LocalFeatureMatcher(cache).take_in(pictures[:5], CancelToken())) == []
    again = LocalFeatureMatcher(cache)
    assert list(again.take_in(pictures, CancelToken())) == [6, 7, 8]
    assert again.match(pictures[7], pictures, 1, CancelToken())[0].path == pictures[7]


def test_a_vocabulary_of_few_pictures_is_outgrown(tmp_path: Path, pictures: list[Path]) -> None:
    matcher = taken_in(tmp_path / "known.npz", pictures[:2])
    assert list(matcher.take_in(pictures, CancelToken())) == list(range(1, 9))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"nothing of the kind"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, pictures: list[Path], content: bytes) -> None:
    cache = tmp_path / "known.npz"
    cache.write_bytes(content)
    assert list(LocalFeatureMatcher(cache).take_in(pictures[:2], CancelToken())) == [1, 2]


def test_a_cache_of_another_version_is_made_anew(tmp_path: Path, pictures: list[Path]) -> None:
    cache = tmp_path / "known.npz"
    taken_in(cache, pictures[:2])
    with np.load(cache) as held:
        content = {**held, "version": np.array([0, 2])}
    np.savez(cache, **content)
    assert list(LocalFeatureMatcher(cache).take_in(pictures[:2], CancelToken())) == [1, 2]


def test_a_cache_that_can_not_be_written_is_done_without(tmp_path: Path, pictures: list[Path]) -> None:
    (tmp_path / "file").write_bytes(b"")
    matcher = taken_in(tmp_path / "file" / "known.npz", pictures[:3])
    assert matcher.match(pictures[1], pictures[:3], 1, CancelToken())[0].path == pictures[1]


def test_stopping_keeps_what_was_read(tmp_path: Path, pictures: list[Path]) -> None:
    cache, cancel = tmp_path / "known.npz", CancelToken()
    taken_in(cache, pictures[:3])
    reading = LocalFeatureMatcher(cache).take_in(pictures, cancel)
    assert [next(reading) for _ in range(2)] == [4, 5]
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(reading)
    assert next(LocalFeatureMatcher(cache).take_in(pictures, CancelToken())) == 6


def test_damaged_pictures_count_as_empty(tmp_path: Path, pictures: list[Path]) -> None:
    pictures[0].write_bytes(b"no picture")
    matcher = taken_in(tmp_path / "known.npz", pictures[:3])
    assert matcher.match(pictures[2], pictures[:3], 1, CancelToken())[0].path == pictures[2]


def test_queries_that_are_no_pictures(tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        read_features(tmp_path / "gone.png")
    (tmp_path / "text.png").write_text("no picture")
    with pytest.raises(UnsupportedFile):
        read_features(tmp_path / "text.png")
    for size in ((9_000, 8_000), (20_000, 10_000)):
        Image.new("1", size).save(tmp_path / "huge.png")
        with pytest.raises(UnsupportedFile, match="too large"):
            read_features(tmp_path / "huge.png")


def test_a_mirrored_picture_is_another_one() -> None:
    whole = np.asarray(drawing(3).convert("L"))
    assert agreement(features_of(whole[:, ::-1].copy()), features_of(whole)).score < 1
