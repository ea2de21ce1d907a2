"""Says in the welcome what this computer can run, once the window is there and nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.machine import Machine
from desktop_app.gui.background.job import Job
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow

_AFTER_MS = 300
"""How long after the library was opened the computer is looked at: the first things to be seen go before."""
_GB = 1 << 30


class MachineNote(QObject):
    """Looks at the computer at the first start, in the background, and tells the welcome."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._begin = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._begin.timeout.connect(self._look)
        window.opened.connect(self._begin.start)

    def _look(self) -> None:
        window, workspace = self._window, self._window.workspace
        if workspace is None or not window.welcome.is_first_start:
            return

        def work(_cancel: CancelToken) -> Iterator[Machine]:
            yield workspace.machine()

        job = Job(work)
        job.yielded.connect(self._tell)
        job.crashed.connect(window.tell_crash)
        window.lanes.folders.submit(job)

    def _tell(self, machine: object) -> None:
        if isinstance(machine, Machine):
            self._window.welcome.show_machine(machine_words(machine))


def machine_words(machine: Machine) -> str:
    """What a computer has, and what that means for answers; "" where nothing is known."""
    if not machine.memory:
        return ""
    if not machine.largest_model:
        able = _tr("For a language model it lacks the memory or the engine; excerpts need neither.")
    elif machine.cards:
        able = _tr(
            "A model of up to {size}\u00a0GB fits and answers in sentences, quickly where it "
            "fits into the graphics card."
        )
    else:
        able = _tr("A model of up to {size}\u00a0GB fits and answers in sentences; the smaller, the sooner.")
    return f"{_hardware(machine)} {able.format(size=_number(_whole_gb(machine.memory) // 2))}"


def _hardware(machine: Machine) -> str:
    card = one_line(", ".join(machine.cards), 120)
    if card:
        words = _tr(
            "This computer has {memory}\u00a0GB of memory, {cores} processor cores and a graphics card ({card})."
        )
    else:
        words = _tr(
            "This computer has {memory}\u00a0GB of memory, {cores} processor cores and no graphics card that models "
            "can use."
        )
    memory = _whole_gb(machine.memory)
    return words.format(memory=_number(memory), cores=_number(machine.cores), card=card)


def _whole_gb(size: int) -> int:
    """As memory is sold: the system keeps a little of it for itself."""
    return max(1, round(size / _GB))


def _number(count: int) -> str:
    return number(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MachineNote", text)
