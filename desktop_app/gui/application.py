"""Runs the window: the Qt application, its theme, its exception hooks and signals."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app import APPLICATION_ID
from desktop_app.domain.ports import Workspace
from desktop_app.gui.accessibility import Announcer, install_roles
from desktop_app.gui.icons import icon
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.opened_files import OpenedFiles
from desktop_app.gui.panes import Panes
from desktop_app.gui.preferences import MemoryPreferences, Preferences
from desktop_app.gui.reading_order import ReadingOrder
from desktop_app.gui.restyling import unstyled
from desktop_app.gui.running_window import Door, hand_over
from desktop_app.gui.shortcuts import KeyBindings, use_key_bindings
from desktop_app.gui.theme import Theme, tokens
from desktop_app.gui.translations import install_language
from desktop_app.gui.use_cases import RealUseCases, UseCases
from desktop_app.support.password_desk import PasswordDesk
from desktop_app.support.quiet_imports import keep_what_is_there

_REAP_MS = 10_000
_ENDING = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def run_window(
    workspace_factory: Callable[[], Workspace],
    *,
    preferences: Preferences | None = None,
    initial_paths: Sequence[Path] = (),
    passwords: PasswordDesk | None = None,
    last_fault: str = "",
    door: str = "",
) -> int:
    """Shows the window and returns when it was closed; the exit code.

    Where a window is open already that listens at `door`, that one gets the paths and comes to the front.

    The window is on screen before anything heavy is imported; `workspace_factory` is called in a background thread.

    Args:
        workspace_factory: makes the adapters; may raise `LibraryError`, which the window tells.
        preferences: what is remembered between two starts; without it nothing is.
        initial_paths: files and folders to be read as soon as the library is open.
        passwords: where readers ask for passwords of documents; the window answers.
        last_fault: what a fault that ended the last run left behind.
        door: where second starts knock; "" for nowhere.
    """
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    if door and hand_over(door, initial_paths):
        return 0
    window = make_window(application, workspace_factory, RealUseCases(), preferences or MemoryPreferences())
    window.late_parts.completed.connect(keep_what_is_there)
    if passwords is not None:
        passwords.answered_by(window.passwords)
    if initial_paths:
        window.add(initial_paths)
    if last_fault:
        window.crashes.tell_fault(last_fault)
    with _crashes_told(window), _signals_close(window):
        window.show()
        listener = Door(door, window) if door else None
        if listener is not None:
            listener.called.connect(window.take_call)
        _reap_now_and_then(window)
        if sys.platform == "darwin":  # elsewhere files come as arguments, and a filter of all events costs time
            OpenedFiles(application).opened.connect(lambda path: window.add([path]))
        code = application.exec()
        if listener is not None:
            listener.close()
        window.shut_down()
    return code


def make_window(
    application: QApplication,
    workspace_factory: Callable[[], Workspace],
    use_cases: UseCases,
    preferences: Preferences,
) -> MainWindow:
    """The window, which opens its workspace once it has been drawn; not shown yet."""
    QGuiApplication.setApplicationDisplayName("ImageRef Desktop")
    QGuiApplication.setDesktopFileName(APPLICATION_ID)
    install_language(preferences.settings.language)
    use_key_bindings(KeyBindings(preferences.settings.shortcuts, partial(preferences.change, "shortcuts")))
    theme = Theme(application, preferences.theme, preferences.settings.text_size)
    application.setWindowIcon(icon("application", tokens().accent))
    with unstyled(application):
        window = MainWindow(workspace_factory, use_cases, preferences, theme)
    install_roles()
    Announcer(window)
    ReadingOrder(window)
    Panes(window)
    window.painted.connect(lambda: QTimer.singleShot(0, window.open_workspace))
    window.composer.field.setFocus()
    return window


def _reap_now_and_then(window: MainWindow) -> None:
    """Readers and models that were killed while they had nothing to do would stay zombies until the next one starts."""
    timer = QTimer(window, interval=_REAP_MS)
    timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
    timer.timeout.connect(multiprocessing.active_children)
    timer.start()


class _CrashRelay(QObject):
    """Brings exceptions from any thread to the window's."""

    happened = Signal(object)


@contextmanager
def _crashes_told(window: MainWindow) -> Iterator[None]:
    """Unexpected exceptions reach the log and a notice instead of ending the program."""
    relay = _CrashRelay()
    relay.happened.connect(window.tell_crash)
    hook, thread_hook = sys.excepthook, threading.excepthook

    def tell(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        relay.happened.emit(error)

    def tell_thread(arguments: threading.ExceptHookArgs) -> None:
        relay.happened.emit(arguments.exc_value)

    sys.excepthook, threading.excepthook = tell, tell_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hook, thread_hook


@contextmanager
def _signals_close(window: MainWindow) -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP close the window as the user would; Python hears them only when Qt wakes it."""
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read)

    def wake() -> None:
        with suppress(BlockingIOError):
            reading.recv(64)

    def end(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, window.close)

    notifier.activated.connect(wake)
    handlers = {name: signal.signal(getattr(signal, name), end) for name in _ENDING}
    old = signal.set_wakeup_fd(writing.fileno())
    try:
        yield
    finally:
        signal.set_wakeup_fd(old)
        for name, handler in handlers.items():
            signal.signal(getattr(signal, name), handler)
        notifier.setEnabled(False)
        reading.close()
        writing.close()
