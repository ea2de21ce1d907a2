"""A job tells what happens, in order, whatever happens."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import Cancelled, NotFound
from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lane, Lanes

NAMES = ("started", "yielded", "failed", "crashed", "cancelled", "finished")


def record(job: Job) -> list[str]:
    told: list[str] = []
    for name in NAMES:
        getattr(job, name).connect(lambda *_values, what=name: told.append(what))
    return told


def run(qtbot: QtBot, job: Job) -> list[str]:
    told = record(job)
    with qtbot.waitSignal(job.finished):
        Lane("test").submit(job)
    return told


def test_yields_in_order_and_finishes_last(qtbot: QtBot) -> None:
    values: list[object] = []
    job = Job(lambda _cancel: iter([1, 2, 3]))
    job.yielded.connect(values.append)
    assert run(qtbot, job) == ["started", "yielded", "yielded", "yielded", "finished"]
    assert values == [1, 2, 3]


@pytest.mark.parametrize(
    ("error", "name"), [(NotFound("No."), "failed"), (ValueError("bug"), "crashed"), (Cancelled(), "cancelled")]
)
def test_each_kind_of_end_has_its_signal(qtbot: QtBot, error: Exception, name: str) -> None:
    def work(_cancel: CancelToken) -> Iterator[object]:
        yield 1
        raise error

    assert run(qtbot, Job(work)) == ["started", "yielded", name, "finished"]


def test_signals_come_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    here: list[bool] = []
    ran: list[bool] = []
    job = Job(call_once(lambda: ran.append(threading.current_thread() is threading.main_thread())))
    job.yielded.connect(lambda _value: here.append(threading.current_thread() is threading.main_thread()))
    run(qtbot, job)
    assert (here, ran) == ([True], [False])


def test_a_job_stopped_before_its_turn_never_starts(qtbot: QtBot) -> None:
    job = Job(lambda _cancel: iter([1]))
    job.stop()
    assert run(qtbot, job) == ["cancelled", "finished"]


def test_work_that_ignores_a_stop_is_closed_after_a_second(qtbot: QtBot) -> None:
    closed = threading.Event()

    def work(cancel: CancelToken) -> Iterator[object]:
        try:
            while True:
                yield 1
                cancel.wait(0.01)
        finally:
            closed.set()

    job = Job(work)
    job.yielded.connect(lambda _value: job.stop())
    assert run(qtbot, job)[-2:] == ["cancelled", "finished"]
    assert closed.is_set()


def test_work_may_say_how_far_it_came_after_a_stop(qtbot: QtBot) -> None:
    def work(cancel: CancelToken) -> Iterator[object]:
        yield "begun"
        cancel.wait(5)
        yield "stopped answer"

    values: list[object] = []
    job = Job(work)
    job.yielded.connect(lambda _value: job.stop())
    job.yielded.connect(values.append)
    assert run(qtbot, job)[-2:] == ["cancelled", "finished"]
    assert values == ["begun", "stopped answer"]


def test_a_flood_of_events_arrives_whole(qtbot: QtBot) -> None:
    values: list[object] = []
    job = Job(lambda _cancel: iter(range(20_000)))
    job.yielded.connect(values.append)
    run(qtbot, job)
    assert values == list(range(20_000))


def test_a_lane_runs_one_job_at_a_time_in_order(qtbot: QtBot) -> None:
    lane, log = Lane("order"), []

    def work(number: int) -> Job:
        def steps(_cancel: CancelToken) -> Iterator[object]:
            log.append(("in", number))
            yield number
            log.append(("out", number))

        return Job(steps)

    jobs = [lane.submit(work(number)) for number in range(5)]
    qtbot.waitUntil(lambda: not lane.busy)
    qtbot.waitUntil(lambda: len(log) == 10)
    assert log == [(what, number) for number in range(5) for what in ("in", "out")]
    assert len(jobs) == 5


def test_jobs_that_are_over_are_let_go(qtbot: QtBot) -> None:
    lane, told = Lane("letting-go"), list[object]()

    def begin(number: int) -> weakref.ref[Job]:
        job = Job(call_once(lambda: number))
        job.yielded.connect(told.append)
        return weakref.ref(lane.submit(job))

    jobs = [begin(number) for number in range(20)]
    qtbot.waitUntil(lambda: len(told) == 20 and not lane.busy)
    qtbot.waitUntil(lambda: sum(job() is not None for job in jobs) <= 1)  # the last goes with the next one's end


def test_closing_stops_running_and_waiting_jobs_and_leaves_no_thread(qtbot: QtBot) -> None:
    def work(cancel: CancelToken) -> Iterator[object]:
        yield 1
        while not cancel.wait(0.05):
            pass
        cancel.raise_if_cancelled()

    lanes = Lanes()
    jobs = [Job(work) for _ in range(3)]
    told = [record(job) for job in jobs]
    with qtbot.waitSignal(jobs[0].yielded):
        for job in jobs:
            lanes.answer.submit(job)
    assert lanes.close(3.0)
    qtbot.waitUntil(lambda: all(each and each[-1] == "finished" for each in told))
    assert [each[0] for each in told] == ["started", "cancelled", "cancelled"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane-")]


def test_a_closed_lane_cancels_what_comes_later(qtbot: QtBot) -> None:
    lane = Lane("closed")
    assert lane.close(1.0)
    job = Job(lambda _cancel: iter([1]))
    told = record(job)
    with qtbot.waitSignal(job.finished):
        lane.submit(job)
    assert told == ["cancelled", "finished"]


def test_closing_says_when_work_does_not_end(qtbot: QtBot) -> None:
    release, begun = threading.Event(), threading.Event()

    def work(_cancel: CancelToken) -> Iterator[object]:
        begun.set()
        release.wait(10)
        yield 1

    lane = Lane("deaf")
    job = lane.submit(Job(work))
    assert begun.wait(5)
    assert not lane.close(0.05)
    with qtbot.waitSignal(job.finished):
        release.set()


def test_a_job_that_waits_ends_at_once_when_it_is_stopped(qtbot: QtBot) -> None:
    lane, go_on, log = Lane("stopping"), threading.Event(), list[str]()

    def hold(_cancel: CancelToken) -> Iterator[object]:
        go_on.wait(60)
        yield None

    running, waiting = Job(hold), Job(lambda _cancel: iter(["never"]))
    for signal in (waiting.started, waiting.yielded):
        signal.connect(lambda *_: log.append("ran"))
    waiting.cancelled.connect(lambda: log.append("cancelled"))
    with qtbot.waitSignal(running.started):
        lane.submit(running)
    lane.submit(waiting)
    with qtbot.waitSignal(waiting.finished):
        lane.stop(waiting)
    assert log == ["cancelled"]
    assert lane.busy
    with qtbot.waitSignal(running.finished):
        go_on.set()
    qtbot.waitUntil(lambda: not lane.busy)
