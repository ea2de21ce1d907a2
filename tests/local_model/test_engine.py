from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.domain.errors import ModelError
from desktop_app.local_model.engine import Engine
from desktop_app.local_model.llama_library import Aborted
from desktop_app.local_model.model_files import check_model
from desktop_app.local_model.wire import ChatMessage, EngineOptions, Finished, Generate, ImagePart, TextPart
from tests.local_model.test_constrained_references import images_in
from tests.local_model.tiny_model import write_model
from tests.local_model.tiny_projector import TOKENS_PER_TILE

pytestmark = pytest.mark.heavy

LABELS = ("IMAGE_1", "IMAGE_2", "IMAGE_3")
OPENERS = ("Ġ![", "Ċ![", ".![", "![a", "![b", "x![", "![](", "Ċ```Ċ", "`![", "ĊĊ")


@pytest.fixture(scope="module")
def careless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A model that opens a reference every few tokens."""
    folder = tmp_path_factory.mktemp("careless")
    extra = OPENERS + tuple(f"{opener}{letter}" for opener in ("![", "](") for letter in "cdefghijklmnopqrstu")
    engine = Engine(check_model(write_model(folder / "m.gguf", extra_tokens=extra), None), EngineOptions(), 1)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def seeing(tiny_file: Path, tiny_projector_file: Path) -> Iterator[Engine]:
    engine = Engine(check_model(tiny_file, tiny_projector_file), EngineOptions(), 1)
    yield engine
    engine.close()


def answer(engine: Engine, *parts: str | ImagePart, **options: object) -> tuple[str, Finished]:
    given = {"max_tokens": 120, "temperature": 1.0, "top_p": 1.0, "repeat_penalty": 1.0, "seed": 0, **options}
    message = ChatMessage("user", tuple(TextPart(part) if isinstance(part, str) else part for part in parts))
    request = Generate(request=1, messages=(message,), **{"image_labels": LABELS, **given})  # type: ignore[arg-type]
    written: list[str] = []
    finished = engine.answer(request, rendered=lambda: None, write=written.append)
    return "".join(written), finished


def test_references_of_a_careless_model_are_candidates_whole_and_shown_once(careless: Engine) -> None:
    shown = 0
    for seed in range(60):
        text, _ = answer(careless, "babble", seed=seed)
        images = images_in(text)
        assert set(images) <= set(LABELS)
        assert len(images) == len(set(images))
        shown += len(images)
    assert shown > 60


def test_without_labels_there_are_no_references(careless: Engine) -> None:
    for seed in range(20):
        assert not images_in(answer(careless, "babble", seed=seed, image_labels=())[0])


@pytest.mark.parametrize("length", [1, 2, 3, 5, 8, 13])
def test_a_short_limit_does_not_cut_a_reference(careless: Engine, length: int) -> None:
    for seed in range(20):
        text, finished = answer(careless, "babble", seed=seed, max_tokens=length)
        assert set(images_in(text + "\n\nend")) <= set(LABELS)
        assert text.count("](IMAGE_") >= len(images_in(text))
        assert finished.completion_tokens < length + 96


def test_a_seed_makes_answers_repeatable(careless: Engine) -> None:
    assert answer(careless, "x", seed=7)[0] == answer(careless, "x", seed=7)[0]
    assert answer(careless, "x", seed=7)[0] != answer(careless, "x", seed=8)[0]


def test_stop_aborts_and_the_cache_stays_right(careless: Engine) -> None:
    greedy = {"temperature": 0.0, "max_tokens": 30}
    expected = answer(careless, "a question", **greedy)[0]

    def stop_soon(_text: str) -> None:
        careless.stop()

    request = Generate(
        request=2, messages=(ChatMessage("user", (TextPart("quite another " * 50),)),), image_labels=(),
        max_tokens=500, temperature=1.0, top_p=1.0, repeat_penalty=1.0, seed=0,
    )  # fmt: skip
    with pytest.raises(Aborted):
        careless.answer(request, rendered=lambda: None, write=stop_soon)
    careless.resume()
    assert answer(careless, "a question", **greedy)[0] == expected


def test_stop_in_the_middle_of_a_prompt(careless: Engine) -> None:
    request = Generate(
        request=3, messages=(ChatMessage("user", (TextPart("far " * 400),)),), image_labels=(),
        max_tokens=5, temperature=0.0, top_p=1.0, repeat_penalty=1.0, seed=0,
    )  # fmt: skip
    with pytest.raises(Aborted):
        careless.answer(request, rendered=careless.stop, write=lambda _: None)
    careless.resume()
    assert answer(careless, "works again")[1].prompt_tokens > 0


def picture(folder: Path, name: str, size: tuple[int, int], mode: str = "RGB") -> ImagePart:
    path = folder / name
    image = Image.effect_noise(size, 60).convert(mode)
    image.save(path)
    return ImagePart(str(path), name)


def test_a_picture_goes_into_the_prompt_and_stays_cached(seeing: Engine, tmp_path: Path) -> None:
    wide = picture(tmp_path, "wide.png", (400, 200))
    _, without = answer(seeing, "What is it?", max_tokens=3)
    _, first = answer(seeing, wide, "What is it?", max_tokens=3)
    cost = first.prompt_tokens - without.prompt_tokens
    assert 3 * TOKENS_PER_TILE <= cost <= seeing.image_tokens
    _, second = answer(seeing, wide, "What is it not?", max_tokens=3)
    assert second.cached_tokens > cost


def test_an_encoded_picture_is_not_encoded_again(seeing: Engine, tmp_path: Path) -> None:
    one, other = picture(tmp_path, "one.png", (60, 60)), picture(tmp_path, "other.png", (60, 60))
    before = seeing.pictures_encoded
    answer(seeing, one, other, max_tokens=2)
    answer(seeing, other, one, max_tokens=2)
    answer(seeing, "first", other, max_tokens=2)
    assert seeing.pictures_encoded == before + 2


def test_an_encoded_picture_is_found_on_disk_by_the_next_process(
    tiny_file: Path, tiny_projector_file: Path, tmp_path: Path
) -> None:
    image = picture(tmp_path, "kept.png", (60, 60))
    options = EngineOptions(vision_cache=str(tmp_path / "cache"))
    answers, encoded = [], []
    for _ in range(2):
        engine = Engine(check_model(tiny_file, tiny_projector_file), options, 1)
        answers.append(answer(engine, image, "?", temperature=0.0, max_tokens=20)[0])
        encoded.append(engine.pictures_encoded)
        engine.close()
    assert encoded == [1, 0]
    assert answers[0] == answers[1]


def test_pictures_change_what_is_written(seeing: Engine, tmp_path: Path) -> None:
    one, other = picture(tmp_path, "light.png", (60, 60)), tmp_path / "dark.png"
    Image.new("RGB", (60, 60), (0, 0, 0)).save(other)
    greedy = {"temperature": 0.0, "max_tokens": 20}
    texts = {
        answer(seeing, one, "?", **greedy)[0],
        answer(seeing, ImagePart(str(other), "dark"), "?", **greedy)[0],
        answer(seeing, "?", **greedy)[0],
    }
    assert len(texts) == 3


@pytest.mark.parametrize(
    ("size", "mode", "kind"),
    [((1, 1), "RGB", "png"), ((1, 3000), "RGB", "png"), ((30, 30), "CMYK", "jpg"), ((30, 30), "P", "png"),
     ((30, 30), "RGBA", "png"), ((30, 30), "1", "png"), ((30, 30), "P", "gif"), ((3000, 20), "L", "png")],
)  # fmt: skip
def test_odd_pictures_are_normalised(
    seeing: Engine, tmp_path: Path, size: tuple[int, int], mode: str, kind: str
) -> None:
    odd = picture(tmp_path, f"odd-{mode}-{size[0]}.{kind}", size, mode)
    assert answer(seeing, odd, "?", max_tokens=2)[1].prompt_tokens > 10


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_broken_pictures_are_told(seeing: Engine, tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(content)
    with pytest.raises(ModelError, match=r"broken\.png"):
        answer(seeing, ImagePart(str(broken), "broken"), "?")
    assert answer(seeing, "text goes on", max_tokens=2)[1].prompt_tokens > 0


def test_a_text_model_ignores_pictures(careless: Engine, tmp_path: Path) -> None:
    image = picture(tmp_path, "a.png", (60, 60))
    assert answer(careless, image, "?", max_tokens=2)[1].prompt_tokens == answer(careless, "?")[1].prompt_tokens
