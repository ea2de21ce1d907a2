"""The menu over a point of the pages: what the mouse can do there, also for the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop_app.domain.page_text import PageLink, PageText
from desktop_app.gui.text_tools import one_line, without_controls

if TYPE_CHECKING:
    from desktop_app.gui.page_viewer.page_panel import PagePanel

_MOST_LINKS = 40
_INSIDE = 0.5


def _tr(text: str) -> str:
    return QCoreApplication.translate("PageMenu", text)


def page_menu(panel: PagePanel, at: QPoint) -> QMenu:
    """What can be done at a point of the view; the links of the page are listed, too, for those who have no mouse."""
    menu = QMenu(panel)
    link = panel.hand.link_at(at)
    if link is not None:
        words = _tr("Go to page {number}").format(number=link.page) if link.page else _tr("Open the link …")
        menu.addAction(words).triggered.connect(lambda: panel.follow_link(link))
        if link.address:
            address = without_controls(link.address)
            copied = menu.addAction(_tr("Copy the address"))
            copied.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
        menu.addSeparator()
    if panel.hand.selection is not None:
        menu.addActions((panel.copy_action, panel.quote_action))
        menu.addSeparator()
    menu.addActions((panel.select_action, panel.region_action))
    menu.addSeparator()
    menu.addActions((panel.search_action, panel.back_action, panel.forward_action))
    text = panel.texts.get(panel.view.current_page)
    if text is not None and text.links:
        _add_links(panel, menu, text)
    return menu


def _add_links(panel: PagePanel, menu: QMenu, text: PageText) -> None:
    links = menu.addMenu(_tr("Links on this page"))
    for link in text.links[:_MOST_LINKS]:
        target = link.address or _tr("page {number}").format(number=link.page)
        words = _words_of(link, text)
        label = f"{words} → {one_line(target, 60)}" if words else one_line(target, 60)
        action = links.addAction(label.replace("&", "&&"))
        action.triggered.connect(lambda _checked, link=link: panel.follow_link(link))


def _words_of(link: PageLink, text: PageText) -> str:
    """The words that a link stands on."""
    inside = (word.text for word in text.words if word.box.share_inside(link.box) > _INSIDE)
    return one_line(" ".join(inside), 40)
