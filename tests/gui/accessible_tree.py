"""The window as a screen reader has it: the tree of Qt's accessibility interface, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role

OPERATED = {
    Role.Button,
    Role.ButtonDropDown,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.EditableText,
    Role.Link,
    Role.List,
    Role.ListItem,
    Role.MenuItem,
    Role.PageTab,
    Role.RadioButton,
    Role.Slider,
    Role.SpinBox,
    Role.Table,
    Role.Tree,
}
"""What people operate; each needs a name."""

_NO_ROLE = {Role.NoRole, Role.Client, Role.Window}
_MOST_CHILDREN = 60


@dataclass(frozen=True)
class Node:
    """One element, with where it is."""

    role: QAccessible.Role
    name: str
    description: str
    kind: str
    path: str
    focusable: bool
    editable: bool

    def __str__(self) -> str:
        return f"{self.role.name} “{self.name}” ({self.path})"


def nodes(widget: QWidget) -> Iterator[Node]:
    """The visible elements of a window, in the order in which they are read."""
    yield from _below(QAccessible.queryAccessibleInterface(widget), "")


def _below(interface: QAccessibleInterface | None, path: str) -> Iterator[Node]:
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    state, thing = interface.state(), interface.object()
    kind = type(thing).__name__ if thing is not None else "item"
    path = f"{path}/{kind}"
    yield Node(
        interface.role(),
        interface.text(QAccessible.Text.Name).strip(),
        interface.text(QAccessible.Text.Description).strip(),
        kind,
        path,
        bool(state.focusable),
        bool(state.editable),
    )
    for index in range(min(interface.childCount(), _MOST_CHILDREN)):
        yield from _below(interface.child(index), path)


def nameless(widget: QWidget) -> list[str]:
    """What people operate, or can go to, without a name or a role; figures without words; words with tags."""
    wrong = []
    for node in nodes(widget):
        if (node.role in OPERATED or node.focusable) and not node.name:
            wrong.append(f"without a name: {node}")
        if node.focusable and node.role in _NO_ROLE:
            wrong.append(f"without a role: {node}")
        if "<" in node.description:
            wrong.append(f"described with tags: {node} {node.description}")
        if node.role is Role.Graphic and not (node.name and node.description):
            wrong.append(f"without alt text: {node}")
    return wrong
