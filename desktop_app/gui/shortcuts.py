"""The actions that have keys: what each does, its default, where it holds, and the keys that the user gave it.

One table; buttons and shortcuts find their action by its default keys, follow changes by themselves, and the settings
show and change what is in the table. Keys that belong to a control (Enter in the question, arrows in a list) are no
actions: they are listed in the settings, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.gui.translations import mark_text


class Scope(StrEnum):
    """Where keys hold; the same keys can't stand for two actions that hold at the same place."""

    WINDOW = "window"
    PAGES = "pages"
    FIGURES = "figures"

    def meets(self, other: Scope) -> bool:
        """Whether there is a place where both hold."""
        return self is other or Scope.WINDOW in {self, other}


@dataclass(frozen=True, slots=True)
class Action:
    """Something keys can do.

    Attributes:
        name: how the settings file calls it.
        sentence: what it does, to be translated in the context `Shortcuts`.
        default: its keys, as Qt writes them ("Ctrl+L").
        scope: where the keys hold.
    """

    name: str
    sentence: str
    default: str
    scope: Scope = Scope.WINDOW

    @property
    def words(self) -> str:
        """What it does, in the language of the window."""
        return QCoreApplication.translate("Shortcuts", self.sentence)


ACTIONS = (
    Action("question", mark_text("Shortcuts", "Go to the question"), "Ctrl+L"),
    Action("new_conversation", mark_text("Shortcuts", "New conversation"), "Ctrl+N"),
    Action("search_conversations", mark_text("Shortcuts", "Search the kept conversations"), "Ctrl+H"),
    Action("add_files", mark_text("Shortcuts", "Add PDF files"), "Ctrl+O"),
    Action("table", mark_text("Shortcuts", "Library as a table"), "Ctrl+T"),
    Action("side_list", mark_text("Shortcuts", "Show or hide the side list"), "Ctrl+B"),
    Action("figures", mark_text("Shortcuts", "All figures"), "Ctrl+G"),
    Action("models", mark_text("Shortcuts", "Models"), "Ctrl+M"),
    Action("settings", mark_text("Shortcuts", "Settings"), "Ctrl+,"),
    Action("next_part", mark_text("Shortcuts", "Go to the next part of the window"), "F6"),
    Action("previous_part", mark_text("Shortcuts", "Go to the part before"), "Shift+F6"),
    Action("menu", mark_text("Shortcuts", "Open the menu of what has the focus"), "Shift+F10"),
    Action("quit", mark_text("Shortcuts", "Quit"), "Ctrl+Q"),
    Action("page_search", mark_text("Shortcuts", "Search in the document that is shown"), "Ctrl+F", Scope.PAGES),
    Action("next_hit", mark_text("Shortcuts", "Next hit in the document"), "F3", Scope.PAGES),
    Action("previous_hit", mark_text("Shortcuts", "Previous hit in the document"), "Shift+F3", Scope.PAGES),
    Action("page_number", mark_text("Shortcuts", "Go to a page"), "Ctrl+Shift+G", Scope.PAGES),
    Action("page_back", mark_text("Shortcuts", "Back to the place before"), "Alt+Left", Scope.PAGES),
    Action("page_forward", mark_text("Shortcuts", "Forward again"), "Alt+Right", Scope.PAGES),
    Action("page_strip", mark_text("Shortcuts", "Show or hide small pages and contents"), "F4", Scope.PAGES),
    Action("page_region", mark_text("Shortcuts", "Ask about a region of a page"), "Ctrl+E", Scope.PAGES),
    Action("page_turn", mark_text("Shortcuts", "Turn the pages to the right"), "Ctrl+Shift+R", Scope.PAGES),
)

_BY_NAME = {action.name: action for action in ACTIONS}
_STANDARD = QKeySequence.StandardKey
_EDITING = (
    _STANDARD.Copy,
    _STANDARD.Cut,
    _STANDARD.Paste,
    _STANDARD.SelectAll,
    _STANDARD.Undo,
    _STANDARD.Redo,
    _STANDARD.MoveToNextWord,
    _STANDARD.MoveToPreviousWord,
    _STANDARD.DeleteStartOfWord,
    _STANDARD.DeleteEndOfWord,
    _STANDARD.MoveToStartOfDocument,
    _STANDARD.MoveToEndOfDocument,
)


_NOT_TYPED = re.compile(r"(Meta|Ctrl|Alt)\+.+|(Shift\+)?F\d{1,2}")
"""What types nothing and moves nowhere, in the order in which Qt writes modifiers."""


class KeyBindings(QObject):
    """Which keys each action has now.

    Signals:
        changed: an action has other keys.
    """

    changed = Signal()

    def __init__(
        self, changes: Mapping[str, str] | None = None, save: Callable[[dict[str, str]], str] | None = None
    ) -> None:
        """Takes the changes that were kept; what can't hold any more is left out.

        Args:
            changes: keys by the names of actions; "" for none.
            save: keeps changes; returns why that was not possible, in a sentence, else nothing.
        """
        super().__init__()
        self._save = save
        self._changes: dict[str, str] = {}
        for name, keys in (changes or {}).items():
            if name in _BY_NAME and not self.why_not(name, keys):
                self._changes[name] = _portable(keys)

    def keys(self, name: str) -> str:
        """The keys of an action, as Qt writes them everywhere ("Ctrl+L"); "" where it has none."""
        return self._changes.get(name, _BY_NAME[name].default)

    def is_default(self, name: str) -> bool:
        """Whether an action has the keys it came with."""
        return self.keys(name) == _BY_NAME[name].default

    def why_not(self, name: str, keys: str) -> str:
        """Why an action can't have these keys, in a sentence; nothing where it can."""
        wanted = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
        if not keys:
            return ""
        shown = wanted.toString(QKeySequence.SequenceFormat.NativeText)
        if not wanted.toString():
            return self.tr("These keys are not known here.")
        if not _NOT_TYPED.fullmatch(wanted.toString()):
            return self.tr("{keys} is needed for typing. Take Ctrl or Alt along, or a function key.").format(keys=shown)
        if any(wanted in QKeySequence.keyBindings(standard) for standard in _EDITING):
            return self.tr("{keys} is for editing text everywhere. Choose other keys.").format(keys=shown)
        taken = self._taken_by(name, wanted)
        if taken is not None:
            return self.tr("{keys} stands for “{action}” already. Change that first, or choose other keys.").format(
                keys=shown, action=taken.words
            )
        return ""

    def change(self, name: str, keys: str) -> str:
        """Gives an action other keys and keeps them; why that was not possible, in a sentence, else nothing."""
        problem = self.why_not(name, keys)
        if problem:
            return problem
        return self._take(self._changes | {name: _portable(keys)})

    def restore(self, name: str) -> str:
        """Gives an action the keys it came with; why that was not possible, in a sentence, else nothing."""
        return self.change(name, _BY_NAME[name].default)

    def restore_all(self) -> str:
        """Gives all actions the keys they came with."""
        return self._take({})

    def follow(self, default: str, take: Callable[[str], None]) -> None:
        """Tells the keys of the action with these default keys, now and after every change.

        Keys that no action has are told as they are. `take` is a method of a QObject and forgotten with it.
        """
        name = next((action.name for action in ACTIONS if action.default == _portable(default)), None)
        if name is None:
            take(default)
            return
        take(self.keys(name))
        follower = _Follower(getattr(take, "__self__", None))
        follower.take, follower.name, follower.bindings = take, name, self
        self.changed.connect(follower.tell)

    def _taken_by(self, name: str, wanted: QKeySequence) -> Action | None:
        own = _BY_NAME[name]
        others = (action for action in ACTIONS if action is not own and action.scope.meets(own.scope))
        return next((action for action in others if _portable(self.keys(action.name)) == wanted.toString()), None)

    def _take(self, changes: dict[str, str]) -> str:
        kept = {name: keys for name, keys in changes.items() if keys != _BY_NAME[name].default}
        problem = self._save(kept) if self._save is not None else ""
        if not problem:
            self._changes = kept
            self.changed.emit()
        return problem


class _Follower(QObject):
    """Ends with the object that follows."""

    take: Callable[[str], None]
    name: str
    bindings: KeyBindings

    def tell(self) -> None:
        self.take(self.bindings.keys(self.name))


class KeyShortcut(QShortcut):
    """A shortcut of an action: its keys are those the action has now."""

    def __init__(self, default: str, parent: QWidget, handler: Callable[[], object]) -> None:
        super().__init__(parent)
        self.activated.connect(handler)
        key_bindings().follow(default, self.take_keys)

    def take_keys(self, keys: str) -> None:
        """Holds these keys from now on."""
        self.setKey(QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText))


def _portable(keys: str) -> str:
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText).toString()


_current: list[KeyBindings] = []


def key_bindings() -> KeyBindings:
    """The keys in use: one application, one set, as with the theme."""
    if not _current:
        _current.append(KeyBindings())
    return _current[0]


def use_key_bindings(bindings: KeyBindings) -> None:
    """From now on, what is made takes its keys from these."""
    _current[:] = [bindings]
