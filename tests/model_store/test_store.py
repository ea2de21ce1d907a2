from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import DownloadFailed, ModelError, ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.model_store import Fit, KnownModel, MemoryNeed, ModelKind, OfferedModel
from desktop_app.model_store.known_models import (
    KNOWN_MODELS,
    find_known,
    need_of_known,
    recommended_first,
    sorted_by_fit,
)
from desktop_app.model_store.local_models import STARTER, find_starter
from desktop_app.model_store.source_notes import FileRecord, SourceNote, read_added, write_source
from desktop_app.model_store.store import HubStore, memory_of_this_machine
from tests.model_store.fakes import MEMORY, make_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def store(folder: Path) -> HubStore:
    return make_store(folder)


def put(path: Path, size: int = 1000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"G" * size)
    return path


def put_downloaded(folder: Path, repository: str, *names: str, asked: str = "") -> list[Path]:
    """Files as a download leaves them."""
    target = folder / repository
    paths = [put(target / name) for name in names]
    records = tuple(FileRecord(path.name, 1000, "0" * 64, path.stat().st_mtime_ns) for path in paths)
    write_source(target, SourceNote(repository, "main", asked or repository, records))
    return paths


def names(store: HubStore) -> list[str]:
    return [stored.name for stored in store.listing().stored if stored.name != STARTER]


# The list


def test_an_empty_store_offers_the_known_models(store: HubStore, folder: Path) -> None:
    listing = store.listing()
    assert names(store) == []
    assert {offered.known for offered in listing.offered} == set(KNOWN_MODELS)
    assert listing.folder == folder
    assert not folder.exists()


def test_what_this_build_cannot_use_is_not_offered_and_not_fetched(folder: Path) -> None:
    """As the standard installer, which is without PyTorch; weights that lie there anyway say so."""
    reason = DownloadFailed("Pictures can't be searched.", "Get the other build.")
    put(folder / "clip" / "MobileCLIP2-S0" / "open_clip_model.safetensors")
    store = make_store(folder, no_pictures=reason)
    offered = {each.known for each in store.listing().offered}
    assert {known.kind for known in offered} == {ModelKind.LANGUAGE}
    assert {known for known in KNOWN_MODELS if known.kind is ModelKind.LANGUAGE} == offered
    (stored,) = [each for each in store.listing().stored if each.kind is ModelKind.PICTURES]
    assert stored.note == "Pictures can't be searched."
    for name in ("mobileclip2-s0", "laion/CLIP-ViT-B-32-laion2B-s34B-b79K"):
        with pytest.raises(DownloadFailed) as caught:
            list(store.download(name, CancelToken()))
        assert caught.value is reason
    assert not store.listing().paused


def test_a_downloaded_model_is_marked_in_the_offer(store: HubStore, folder: Path) -> None:
    repository = "ggml-org/InternVL3-1B-Instruct-GGUF"
    put_downloaded(folder, repository, "InternVL3-1B-Instruct-Q8_0.gguf", "mmproj-InternVL3-1B-Instruct-Q8_0.gguf")
    (stored,) = [each for each in store.listing().stored if each.name != STARTER]
    assert (stored.size, stored.repository, stored.note) == (2000, repository, "Sees pictures.")
    assert stored.need.needed > 500_000_000
    offered = {each.known.name: each.stored_as for each in store.listing().offered}
    assert offered["InternVL3-1B"] == "InternVL3-1B-Instruct-Q8_0"
    assert offered["InternVL3-8B"] == ""


def test_a_downloaded_model_can_be_asked_by_the_name_it_was_downloaded_by(folder: Path) -> None:
    repository = "ggml-org/InternVL3-1B-Instruct-GGUF"
    put_downloaded(folder, repository, "InternVL3-1B-Instruct-Q8_0.gguf", asked="InternVL3-1B")
    store = make_store(folder)
    for name in ("InternVL3-1B", "internvl3-1b", repository, "InternVL3-1B-Instruct-Q8_0"):
        store._models.open(name)
        assert store._models._open is not None
        assert store._models._open[0].name == "InternVL3-1B-Instruct-Q8_0"
    store._models.close()


def test_picture_weights_that_were_put_there_by_hand_are_not_offered_again(store: HubStore, folder: Path) -> None:
    put(folder / "clip" / "ViT-B-32" / "open_clip_model.safetensors")
    assert names(store) == ["ViT-B-32"]
    offered = {each.known.name: each.stored_as for each in store.listing().offered}
    assert (offered["CLIP-ViT-B-32"], offered["MobileCLIP2-S0"]) == ("ViT-B-32", "")


def test_need_by_headers_goes_before_need_by_size(folder: Path) -> None:
    put(folder / "a.gguf")
    store = make_store(folder)
    store._need = lambda _model, _projector: 7 * 1024**3
    (stored,) = [each for each in store.listing().stored if each.name != STARTER]
    assert stored.need == MemoryNeed(7 * 1024**3, MEMORY)
    assert stored.need.fit is Fit.TIGHT


def test_sizes_that_are_known_make_the_need_exact_others_an_estimate() -> None:
    exact, guessed = find_known("InternVL3-2B"), find_known("ggml-org/internvl3-8b-instruct-gguf")
    assert exact is not None
    assert guessed is not None
    assert not need_of_known(exact, MEMORY).estimated
    assert need_of_known(exact, MEMORY).needed > exact.size
    assert need_of_known(guessed, MEMORY).estimated
    assert find_known("nothing") is None


def test_what_fits_comes_first_and_the_largest_of_it_first() -> None:
    def offer(name: str, needed: int) -> OfferedModel:
        return OfferedModel(KnownModel(name, "o/n", "Q8_0", "MIT", "", 1.0), MemoryNeed(needed, 100))

    ranked = sorted_by_fit(
        [offer("huge", 300), offer("big", 120), offer("tight", 80), offer("small", 10), offer("mid", 60)]
    )
    assert [each.known.name for each in ranked] == ["mid", "small", "tight", "big", "huge"]


@pytest.mark.parametrize(
    ("memory", "stored", "first"),
    [(100, "", "good"), (40, "", "small"), (15, "", ""), (100, "small", "")],
)
def test_one_model_to_begin_with_stands_in_front(memory: int, stored: str, first: str) -> None:
    def offer(name: str, needed: int, good_start: bool) -> OfferedModel:
        known = KnownModel(name, "o/n", "Q8_0", "MIT", "", 1.0, good_start=good_start)
        return OfferedModel(known, MemoryNeed(needed, memory), name if name == stored else "")

    offered = [offer("large", 50, False), offer("good", 30, True), offer("small", 20, True), offer("tiny", 5, False)]
    ranked = recommended_first(offered)
    assert [each.known.name for each in ranked if each.recommended] == ([first] if first else [])
    assert ranked[0].known.name == (first or "large")
    assert len(ranked) == len(offered)


def test_this_machine_has_memory() -> None:
    assert memory_of_this_machine() > 100_000_000


# Adding


def test_a_file_is_added_where_it_is_with_the_projector_beside_it(
    store: HubStore, folder: Path, tmp_path: Path
) -> None:
    model = put(tmp_path / "else" / "Thing-7B-Q4_K_M.gguf")
    eye = put(tmp_path / "else" / "mmproj-Thing-7B-f16.gguf")
    (added,) = store.add(model)
    assert (added.path, added.projector, added.owned, added.size) == (model, eye, False, 2000)
    assert names(store) == ["Thing-7B-Q4_K_M"]
    assert list(folder.glob("*.gguf")) == []
    store.add(model)
    assert names(store) == ["Thing-7B-Q4_K_M"]


def test_a_projector_can_be_given(store: HubStore, tmp_path: Path) -> None:
    model, eye = put(tmp_path / "a" / "Thing.gguf"), put(tmp_path / "b" / "mmproj-Else.gguf")
    (added,) = store.add(model, eye)
    assert added.projector == eye


def test_a_model_without_its_projector_is_added_and_told(store: HubStore, tmp_path: Path) -> None:
    (added,) = store.add(put(tmp_path / "a" / "Thing-VL.gguf"))
    assert added.projector is None
    assert "no projector" in added.note


def test_a_folder_is_added_with_all_its_models(store: HubStore, tmp_path: Path) -> None:
    for name in ("One-1B.gguf", "Two-2B.gguf", "mmproj-Two-2B.gguf"):
        put(tmp_path / "all" / name)
    added = store.add(tmp_path / "all")
    assert {each.name: each.projector is not None for each in added} == {"One-1B": False, "Two-2B": True}
    assert len(read_added(store.listing().folder)) == 2


def test_a_file_in_the_models_folder_needs_no_adding(store: HubStore, folder: Path) -> None:
    path = put(folder / "here.gguf")
    (added,) = store.add(path)
    assert added.owned
    assert read_added(folder) == []


def test_what_can_not_be_added_is_told(store: HubStore, tmp_path: Path) -> None:
    model, eye = put(tmp_path / "Thing.gguf"), put(tmp_path / "mmproj-Thing.gguf")
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(b"bad")
    (tmp_path / "empty").mkdir()
    for path, projector, kind, told in (
        (tmp_path / "gone.gguf", None, ModelMissing, "no file"),
        (damaged, None, ModelUnfit, "damaged"),
        (eye, None, ModelUnfit, "is a projector"),
        (model, model, ModelUnfit, "is no projector"),
        (model, damaged, ModelUnfit, "damaged"),
        (tmp_path / "empty", None, ModelMissing, "no GGUF model"),
    ):
        with pytest.raises(kind, match=told):
            store.add(path, projector)
    assert names(store) == []


def test_a_projector_that_does_not_fit_is_refused(store: HubStore, tmp_path: Path) -> None:
    from tests.model_store.fakes import Eye, Facts

    model, eye = put(tmp_path / "Thing.gguf"), put(tmp_path / "mmproj-Thing.gguf")
    store._models._read_facts = lambda path: Eye(projection_width=99) if "mmproj" in path.name else Facts()
    with pytest.raises(ModelUnfit, match="does not fit"):
        store.add(model, eye)


def test_an_added_file_that_is_gone_is_left_out(store: HubStore, tmp_path: Path) -> None:
    model = put(tmp_path / "Thing.gguf")
    store.add(model)
    model.unlink()
    assert names(store) == []


# Removing


def test_removing_takes_the_model_its_projector_and_the_empty_folders(store: HubStore, folder: Path) -> None:
    put_downloaded(folder, "owner/Thing-GGUF", "Thing-Q8_0.gguf", "mmproj-Thing-f16.gguf")
    removal = store.remove("Thing-Q8_0")
    assert removal.freed == 2000
    assert set(removal.files) == {"Thing-Q8_0.gguf", "mmproj-Thing-f16.gguf"}
    assert names(store) == []
    assert not (folder / "owner").exists()


def test_a_projector_that_another_model_uses_stays(store: HubStore, folder: Path) -> None:
    put_downloaded(folder, "owner/Thing-GGUF", "Thing-Q8_0.gguf", "Thing-Q4_K_M.gguf", "mmproj-Thing-f16.gguf")
    assert store.remove("Thing-Q8_0").files == ("Thing-Q8_0.gguf",)
    (left,) = [each for each in store.listing().stored if each.name != STARTER]
    assert left.projector is not None
    assert left.repository == "owner/Thing-GGUF"
    assert store.remove("owner/Thing-GGUF").freed == 2000


def test_all_parts_of_a_split_model_go(store: HubStore, folder: Path) -> None:
    for part in (1, 2, 3):
        put(folder / f"big[1]-0000{part}-of-00003.gguf")
    put(folder / "bigger.gguf")
    (big,) = [each for each in store.listing().stored if each.name == "big[1]"]
    assert big.size == 3000
    assert store.remove("big[1]").freed == 3000
    assert names(store) == ["bigger"]


def test_an_added_model_is_only_forgotten(store: HubStore, tmp_path: Path) -> None:
    model = put(tmp_path / "Thing.gguf")
    store.add(model)
    removal = store.remove("thing")
    assert (removal.freed, removal.files) == (0, ())
    assert str(model) in removal.note
    assert model.exists()
    assert names(store) == []


def test_an_open_model_is_closed_before_it_is_removed(store: HubStore, folder: Path) -> None:
    put(folder / "Thing.gguf")
    model = store._models.open("Thing")
    store.remove("Thing")
    assert model.closed  # type: ignore[attr-defined]


def test_what_is_not_there_can_not_be_removed(store: HubStore, folder: Path) -> None:
    put(folder / "Thing.gguf")
    with pytest.raises(ModelMissing) as caught:
        store.remove("other")
    assert "Thing" in caught.value.hint
    with pytest.raises(ModelMissing, match="no interrupted download"):
        store.discard("other")


@pytest.mark.skipif(find_starter() is None, reason="the extra `starter` is not installed")
def test_the_starter_stays(store: HubStore) -> None:
    with pytest.raises(ModelError, match="comes with the program"):
        store.remove(STARTER)
