"""Downloads in their own process, from a hub on this machine that fails in every way a hub can."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.errors import Cancelled, DownloadFailed, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.model_store import (
    DownloadEvent,
    DownloadFinished,
    DownloadPlanned,
    DownloadProgress,
    DownloadWaiting,
    ModelKind,
)
from desktop_app.embedding.images import find_image_weights
from desktop_app.model_store.store import HubStore
from tests.helpers.hub_server import Fault, HubServer, model_bytes
from tests.helpers.processes import still_alive
from tests.model_store.fakes import make_store

pytestmark = pytest.mark.heavy

REPOSITORY = "owner/Tiny-GGUF"
MODEL = model_bytes(600_000)
PROJECTOR = model_bytes(100_000, 1)
WHOLE = len(MODEL) + len(PROJECTOR)


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxies and the token of whoever runs the tests are not for the test's hub."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.delenv("HF_TOKEN", raising=False)


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        server.add(REPOSITORY, {"Tiny-Q4_K_M.gguf": MODEL, "mmproj-Tiny-f16.gguf": PROJECTOR, "README.md": b"x"})
        yield server


@pytest.fixture
def store(hub: HubServer, tmp_path: Path) -> HubStore:
    return make_store(tmp_path, hub.endpoint)


def fetch(store: HubStore, name: str = REPOSITORY) -> list[DownloadEvent]:
    return list(store.download(name, CancelToken()))


def finished(events: list[DownloadEvent]) -> DownloadFinished:
    assert isinstance(events[-1], DownloadFinished)
    return events[-1]


def wait_for_bytes(events: Iterator[DownloadEvent]) -> None:
    """Goes on until bytes have come this time."""
    planned = next(events)
    assert isinstance(planned, DownloadPlanned)
    for event in events:
        if isinstance(event, DownloadProgress) and not event.checking and event.done > planned.done:
            return


def held_files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "owner").rglob("*.gguf")}


def test_a_model_comes_with_its_projector_and_can_be_asked(store: HubStore, tmp_path: Path) -> None:
    events = fetch(store)
    assert isinstance(events[0], DownloadPlanned)
    assert (events[0].total, events[0].done) == (WHOLE, 0)
    done = finished(events)
    assert done.fetched == WHOLE
    assert done.model.name == "Tiny-Q4_K_M"
    assert done.model.path.read_bytes() == MODEL
    assert done.model.projector is not None
    assert done.model.projector.read_bytes() == PROJECTOR
    assert done.model.repository == REPOSITORY
    assert any(isinstance(event, DownloadProgress) and event.done == WHOLE for event in events)
    assert list((tmp_path / ".partial").glob("*.part")) == []
    assert store.listing().paused == ()


def test_what_is_there_is_not_fetched_again(store: HubStore, hub: HubServer) -> None:
    fetch(store)
    sent = hub.sent
    assert finished(fetch(store)).fetched == 0
    assert hub.sent == sent
    assert len(hub.asked("/storage/")) == 2


def test_a_file_that_was_changed_on_disk_is_fetched_again(store: HubStore) -> None:
    path = finished(fetch(store)).model.path
    path.write_bytes(MODEL[:-1] + b"!")
    done = finished(fetch(store))
    assert done.fetched == len(MODEL)
    assert path.read_bytes() == MODEL


def test_dropped_connections_and_a_busy_hub_are_got_over(store: HubStore, hub: HubServer) -> None:
    hub.list_faults += [Fault(status=500), Fault(status=429, headers={"Retry-After": "1"})]
    hub.file_faults += [
        Fault(drop_after=200_000),
        Fault(status=503),
        Fault(drop_after=0),
        Fault(status=429),
        Fault(drop_after=100_000),
        Fault(ignore_range=True, drop_after=150_000),
    ]
    events = fetch(store)
    assert finished(events).model.path.read_bytes() == MODEL
    reasons = [event.reason for event in events if isinstance(event, DownloadWaiting)]
    assert any("busy" in reason for reason in reasons)
    assert any("503" in reason for reason in reasons)
    assert any("lost" in reason for reason in reasons)
    begun = [request.range for request in hub.asked("/storage/") if request.range]
    assert begun, "a lost connection must go on where it was"


def test_a_wrong_byte_is_noticed_and_fetched_anew(store: HubStore, hub: HubServer) -> None:
    hub.file_faults.append(Fault(flip=True))
    assert finished(fetch(store)).model.path.read_bytes() == MODEL


def test_a_hub_that_sends_something_else_is_told_and_leaves_no_model(
    store: HubStore, hub: HubServer, tmp_path: Path
) -> None:
    hub.checksums[REPOSITORY, "Tiny-Q4_K_M.gguf"] = "0" * 64
    with pytest.raises(DownloadFailed, match="wrong checksum"):
        fetch(store)
    assert held_files(tmp_path) == set()
    assert store.listing().paused == ()


def test_a_hub_that_stays_away_is_told_after_some_tries(store: HubStore, hub: HubServer) -> None:
    hub.file_faults += [Fault(drop_after=300_000), *(Fault(status=502) for _ in range(9))]
    with pytest.raises(DownloadFailed, match="tried 6 times"):
        fetch(store)
    paused = store.listing().paused[0]
    assert paused.name == REPOSITORY
    assert 0 < paused.done < paused.total == WHOLE
    hub.file_faults.clear()
    done = finished(fetch(store))
    assert done.fetched == WHOLE - paused.done


def test_a_hub_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="can't be reached"):
        fetch(make_store(tmp_path))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("owner/Nothing", "has no repository"),
        (f"{REPOSITORY}:Q2_K", "no file in the quantization"),
        ("no model", "names"),
    ],
)
def test_what_the_hub_does_not_have_is_told(store: HubStore, name: str, told: str) -> None:
    with pytest.raises(DownloadFailed, match=told):
        fetch(store, name)


def test_two_quantizations_of_a_repository_share_a_projector_and_take_turns(store: HubStore, hub: HubServer) -> None:
    hub.repositories[REPOSITORY]["Tiny-Q8_0.gguf"] = model_bytes(200_000, 4)
    with hub.holding(60_000):
        first = store.download(REPOSITORY, CancelToken())
        next(first)
        with pytest.raises(DownloadFailed, match="Another window"):
            fetch(store, f"{REPOSITORY}:Q8_0")
    finished(list(first))
    assert finished(fetch(store, f"{REPOSITORY}:Q8_0")).fetched == 200_000


def test_a_login_page_in_place_of_the_hub_is_told(store: HubStore, hub: HubServer) -> None:
    hub.list_faults.append(Fault(status=200))
    with pytest.raises(DownloadFailed, match="no list of files") as caught:
        fetch(store)
    assert "login page" in caught.value.hint


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="no address of a hub"):
        fetch(make_store(tmp_path, "ftp://hub.example"))


def test_a_model_behind_terms_says_what_to_do(store: HubStore, hub: HubServer) -> None:
    hub.gated.add(REPOSITORY)
    with pytest.raises(DownloadFailed, match="consent") as caught:
        fetch(store)
    assert "HF_TOKEN" in caught.value.hint


def test_a_file_that_is_no_model_is_told(store: HubStore, hub: HubServer) -> None:
    hub.add("owner/Bad-GGUF", {"Bad-Q8_0.gguf": b"bad" * 100})
    with pytest.raises(ModelUnfit, match="damaged"):
        fetch(store, "owner/Bad-GGUF")


def test_a_model_that_is_larger_than_the_disk_is_refused_before_it_is_fetched(store: HubStore, hub: HubServer) -> None:
    hub.sizes[REPOSITORY, "Tiny-Q4_K_M.gguf"] = 10**16
    with pytest.raises(DownloadFailed, match="more on the disk"):
        fetch(store)
    assert hub.asked("/storage/") == []


def test_switched_off_nothing_connects(hub: HubServer, tmp_path: Path) -> None:
    store = make_store(tmp_path, hub.endpoint, why_closed="Downloads are switched off.")
    with pytest.raises(DownloadFailed, match="switched off"):
        fetch(store)
    assert hub.requests == []


def test_the_programs_own_switch_does_not_reach_the_process_that_downloads(
    store: HubStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert finished(fetch(store)).fetched == WHOLE


def test_a_proxy_is_used(hub: HubServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, hub.endpoint)
    store = make_store(tmp_path, "http://hub.invalid")
    assert finished(fetch(store)).fetched == WHOLE
    assert {request.host for request in hub.requests} == {"hub.invalid"}


def test_a_token_goes_to_the_hub_and_not_to_its_storage(
    store: HubStore, hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    with HubServer() as storage:
        storage.repositories = hub.repositories
        hub.redirect_to = storage.endpoint
        assert finished(fetch(store)).fetched == WHOLE
        assert {request.authorization for request in storage.requests} == {""}
    assert {request.authorization for request in hub.requests} == {"Bearer hf_secret"}


def test_picture_weights_go_where_the_picture_search_looks(store: HubStore, hub: HubServer, tmp_path: Path) -> None:
    hub.add("timm/MobileCLIP2-S0-OpenCLIP", {"open_clip_model.safetensors": MODEL, "open_clip_pytorch_model.bin": b"x"})
    model = finished(fetch(store, "mobileclip2-s0")).model
    assert model.kind is ModelKind.PICTURES
    found = find_image_weights(tmp_path)
    assert found is not None
    assert (found.architecture, found.weights) == ("MobileCLIP2-S0", model.path)
    assert store.remove("MobileCLIP2-S0").freed == len(MODEL)
    assert find_image_weights(tmp_path) is None


def test_a_known_model_comes_in_what_its_repository_has_now(store: HubStore, hub: HubServer) -> None:
    repository = "ggml-org/InternVL3-1B-Instruct-GGUF"
    hub.add(repository, {"InternVL3-1B-Instruct-F16.gguf": MODEL, "mmproj-InternVL3-1B-Instruct-f16.gguf": PROJECTOR})
    for name in ("internvl3-1b", repository):
        assert finished(fetch(store, name)).model.name == "InternVL3-1B-Instruct-F16"
    with pytest.raises(DownloadFailed, match="no file in the quantization"):
        fetch(store, f"{repository}:Q8_0")


# Stopping, killing, going on


def test_a_pause_keeps_what_is_there_and_the_next_download_goes_on(store: HubStore, hub: HubServer) -> None:
    cancel = CancelToken()
    with hub.holding(200_000):
        events = store.download(REPOSITORY, cancel)
        next(events)
        assert hub.held.wait(60)
        cancel.cancel()
        with pytest.raises(Cancelled):
            list(events)
    paused = store.listing().paused[0]
    assert (paused.name, paused.total) == (REPOSITORY, WHOLE)
    assert paused.done > 0
    assert finished(fetch(store)).fetched == WHOLE - paused.done


def test_a_generator_that_is_dropped_ends_its_process(store: HubStore, hub: HubServer) -> None:
    with hub.holding(100_000):
        events = store.download(REPOSITORY, CancelToken())
        next(events)
        events.close()
        assert multiprocessing.active_children() == []


def test_ten_kills_in_the_middle_lose_nothing(store: HubStore, hub: HubServer) -> None:
    """Each time the bytes go on where they were, and in the end the checksum is right."""
    for _ in range(10):
        with hub.holding(50_000):
            events = store.download(REPOSITORY, CancelToken())
            wait_for_bytes(events)
            (child,) = multiprocessing.active_children()
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
            with pytest.raises(DownloadFailed, match="ended unexpectedly"):
                list(events)
    assert finished(fetch(store)).model.path.read_bytes() == MODEL
    begun = [int(request.range[6:-1]) for request in hub.asked("Tiny-Q4_K_M.gguf") if request.range]
    assert begun == sorted(begun)
    assert len(set(begun)) == 10


DRIVER = """
import sys
from pathlib import Path
from desktop_app.domain.jobs import CancelToken
from tests.model_store.fakes import make_store
if __name__ == "__main__":
    for event in make_store(Path(sys.argv[1]), sys.argv[2]).download(sys.argv[3], CancelToken()):
        pass
"""


def test_a_program_that_is_killed_takes_its_download_with_it(store: HubStore, hub: HubServer, tmp_path: Path) -> None:
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with hub.holding(300_000):
        program = subprocess.Popen(
            [sys.executable, str(driver), str(tmp_path), hub.endpoint, REPOSITORY], env=environment
        )
        assert hub.held.wait(60)
        children = psutil.Process(program.pid).children(recursive=True)
        program.kill()
        program.wait()
        assert still_alive(children, 60) == []
    paused = store.listing().paused[0]
    assert finished(fetch(store)).fetched == WHOLE - paused.done


def test_several_downloads_run_at_once(store: HubStore, hub: HubServer) -> None:
    hub.add("owner/Other-GGUF", {"Other-Q8_0.gguf": model_bytes(400_000, 5)})
    with hub.holding(60_000):
        both = [store.download(name, CancelToken()) for name in (REPOSITORY, "owner/Other-GGUF")]
        for events in both:
            assert isinstance(next(events), DownloadPlanned)
        assert len(multiprocessing.active_children()) == 2
    names = {finished(list(events)).model.name for events in both}
    assert names == {"Tiny-Q4_K_M", "Other-Q8_0"}


def test_a_pause_before_the_first_byte_is_heard(store: HubStore) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(store.download(REPOSITORY, cancel))


def test_a_pause_while_waiting_is_heard(store: HubStore, hub: HubServer) -> None:
    hub.list_faults += [Fault(status=503) for _ in range(3)]
    cancel = CancelToken()
    events = store.download(REPOSITORY, cancel)
    assert isinstance(next(events), DownloadWaiting)
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(events)


def test_an_interrupted_download_can_be_forgotten(store: HubStore, hub: HubServer, tmp_path: Path) -> None:
    hub.file_faults += [Fault(drop_after=300_000), *(Fault(status=502) for _ in range(9))]
    with pytest.raises(DownloadFailed):
        fetch(store)
    done = store.listing().paused[0].done
    assert store.discard(REPOSITORY).freed == done
    assert store.listing().paused == ()
    assert list((tmp_path / ".partial").glob("*.part")) == []


def test_a_file_that_the_hub_replaced_meanwhile_begins_anew(store: HubStore, hub: HubServer, tmp_path: Path) -> None:
    hub.file_faults += [Fault(drop_after=300_000), *(Fault(status=502) for _ in range(9))]
    with pytest.raises(DownloadFailed):
        fetch(store)
    hub.file_faults.clear()
    fresh = model_bytes(500_000, 9)
    hub.add(REPOSITORY, {"Tiny-Q4_K_M.gguf": fresh})
    assert finished(fetch(store)).model.path.read_bytes() == fresh
    assert list((tmp_path / ".partial").glob("*.part")) == []


def test_events_come_in_the_thread_that_asks(store: HubStore) -> None:
    """The window drives a download in a lane of its own: nothing of it is bound to the main thread."""
    events: list[DownloadEvent] = []
    thread = threading.Thread(target=lambda: events.extend(fetch(store)))
    thread.start()
    thread.join()
    assert finished(events).fetched == WHOLE
