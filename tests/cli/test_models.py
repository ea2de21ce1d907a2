from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import DownloadFailed, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.model_store import (
    DownloadEvent,
    DownloadPlanned,
    DownloadProgress,
    DownloadWaiting,
    ModelKind,
    PausedDownload,
)
from tests.cli.conftest import CommandLine
from tests.helpers.fake_model_store import FakeModelStore, offered_model, stored_model, whole_download


@pytest.fixture
def store(imageref: CommandLine) -> FakeModelStore:
    imageref.model_store = FakeModelStore()
    return imageref.model_store


def test_an_empty_machine_says_so_and_lists_what_could_be_had(imageref: CommandLine, store: FakeModelStore) -> None:
    store.offered = [offered_model(), offered_model("Huge-70B", 90_000_000_000)]
    assert imageref("models", "list") == 0
    assert "No model is on this machine" in imageref.out
    assert "InternVL3-2B  1.5 GB, Apache-2.0\n    A good start.\n    Fits this machine" in imageref.out
    assert "Too large" in imageref.out


def test_the_list_is_a_record_for_each_model(imageref: CommandLine, store: FakeModelStore) -> None:
    store.stored = [stored_model(), stored_model("Else", owned=False, projector=None, note="Reads text only.")]
    store.paused = [PausedDownload("Gone-On", "owner/Gone-On-GGUF", 430, 1000)]
    store.offered = [offered_model(), offered_model("Tiny-1B", stored_as="Tiny-1B")]
    store.why_offline = "Downloads are switched off in the settings."
    assert imageref("models", "list") == 0
    assert "Gone-On  paused at 43 % of 1 kB" in imageref.out
    assert "To go on: imageref models download Gone-On" in imageref.out
    assert "/models/Else.gguf" in imageref.out
    assert "switched off" in imageref.err
    assert imageref("models", "list", "--json") == 0
    assert [(record["name"], record["state"]) for record in imageref.records] == [
        ("Tiny-1B", "installed"),
        ("Else", "installed"),
        ("Gone-On", "paused"),
        ("InternVL3-2B", "available"),
    ]
    assert imageref.records[0]["projector"] == "/models/mmproj-Tiny-1B.gguf"
    assert imageref.records[1]["projector"] is None
    assert imageref.records[2]["done"] == 430
    assert imageref.records[3]["fits"] == "fits"
    assert imageref.records[3]["licence"] == "Apache-2.0"


def test_a_size_that_is_not_known_is_not_made_up(imageref: CommandLine, store: FakeModelStore) -> None:
    from dataclasses import replace

    offered = offered_model()
    store.offered = [replace(offered, known=replace(offered.known, model_size=0))]
    imageref("models", "list")
    assert "size is told by the hub" in imageref.out
    imageref("models", "list", "--json")
    assert imageref.records[0]["size"] is None


def test_a_download_ends_with_how_to_ask(imageref: CommandLine, store: FakeModelStore) -> None:
    assert imageref("models", "download", "Tiny-1B") == 0
    assert store.asked == ["Tiny-1B"]
    assert "imageref ask --model Tiny-1B" in imageref.out
    assert "Tiny-1B.gguf; 1 kB" in imageref.err
    assert imageref("models", "download", "Tiny-1B", "--json") == 0
    (record,) = imageref.records
    assert (record["name"], record["downloaded"], record["size"]) == ("Tiny-1B", 1000, 2_000_000_000)


def test_picture_weights_are_told_as_such(imageref: CommandLine, store: FakeModelStore) -> None:
    store.scripts["clip"] = whole_download("clip", stored_model("clip", kind=ModelKind.PICTURES))
    assert imageref("models", "download", "clip") == 0
    assert "found by what they show" in imageref.out


def test_what_a_download_waits_for_is_told(imageref: CommandLine, store: FakeModelStore) -> None:
    store.scripts["x"] = [
        DownloadPlanned("x", "o/x", ("x.gguf",), 1000, 200, "This model reads text only."),
        DownloadProgress("x", "x.gguf", 200, 1000, checking=True),
        DownloadWaiting("x", "The hub is busy.", 30),
        DownloadWaiting("x", "The connection was lost.", 0.2),
        *whole_download("x")[1:],
    ]
    assert imageref("models", "download", "x") == 0
    assert "The hub is busy. Trying again in 30 s." in imageref.err
    assert "The connection was lost. Trying again." in imageref.err
    assert "This model reads text only." in imageref.err
    assert "200" not in imageref.out


def test_a_download_that_fails_is_a_sentence_and_code_3(imageref: CommandLine, store: FakeModelStore) -> None:
    store.scripts["x"] = [DownloadFailed("hub.example has no repository x.", "Look at the spelling.")]
    assert imageref("models", "download", "x") == 3
    assert "has no repository x. Look at the spelling." in imageref.err


class InterruptedStore(FakeModelStore):
    """Ctrl-C is pressed while bytes come, or before any did."""

    early = False

    def download(self, name: str, cancel: CancelToken) -> Iterator[DownloadEvent]:
        if not self.early:
            yield DownloadPlanned(name, "o/x", ("x.gguf",), 1000, 0)
            yield DownloadProgress(name, "x.gguf", 430, 1000)
            self.paused = [PausedDownload(name, "o/x", 430_000_000, 1_000_000_000)]
        signal.raise_signal(signal.SIGINT)
        cancel.raise_if_cancelled()


def test_an_interrupt_pauses_and_says_how_to_go_on(imageref: CommandLine) -> None:
    imageref.model_store = InterruptedStore()
    assert imageref("models", "download", "x") == 130
    assert "Paused. 430 MB of 1.0 GB are kept. To go on: imageref models download x" in imageref.err
    imageref.model_store.early = True
    assert imageref("models", "download", "x") == 130
    assert "Paused. To go on: imageref models download x" in imageref.err


def test_a_file_is_added_with_its_projector(imageref: CommandLine, store: FakeModelStore) -> None:
    assert imageref("models", "add", "thing.gguf", "--mmproj", "eye.gguf") == 0
    assert store.added == [(Path("thing.gguf"), Path("eye.gguf"))]
    assert "thing added. Sees pictures." in imageref.out
    assert imageref("models", "add", "folder", "--json") == 0
    assert imageref.records[0]["name"] == "folder"


def test_a_file_that_can_not_be_added_is_told(imageref: CommandLine, store: FakeModelStore) -> None:
    store.problems["bad.gguf"] = ModelUnfit("bad.gguf is damaged.", "Copy or download the file again.")
    assert imageref("models", "add", "bad.gguf") == 3
    assert "bad.gguf is damaged." in imageref.err


def test_removing_says_what_is_free_again(imageref: CommandLine, store: FakeModelStore) -> None:
    store.stored = [stored_model(), stored_model("Else", owned=False)]
    store.paused = [PausedDownload("Half", "owner/Half-GGUF", 1, 2)]
    assert imageref("models", "remove", "Tiny-1B", "Else", "owner/half-gguf", "nothing") == 1
    assert "Tiny-1B removed. 2.0 GB freed." in imageref.out
    assert "Else removed. The file itself stays where it is." in imageref.out
    assert "owner/half-gguf removed. 500 MB freed." in imageref.out
    assert "no model called nothing" in imageref.err
    assert store.removed == ["Tiny-1B", "Else"]
    store.stored = [stored_model()]
    assert imageref("models", "remove", "Tiny-1B", "--json") == 0
    assert imageref.records == [{"name": "Tiny-1B", "files": ["Tiny-1B.gguf"], "freed": 2_000_000_000, "note": None}]


@pytest.mark.parametrize("words", [(), ("download",), ("add",), ("remove",), ("polish",)])
def test_wrong_words_are_usage(imageref: CommandLine, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        imageref("models", *words)
    assert caught.value.code == 2
