from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey


def settings_of(journey: Journey) -> SettingsDialog:
    """Opens the settings with the keys that everybody tries."""
    journey.press("Ctrl+,")
    journey.until(lambda: journey.window.settings_dialog is not None)
    dialog = journey.window.settings_dialog
    assert dialog is not None
    journey.until(lambda: dialog.isVisible() and dialog.complete)
    return dialog


def test_every_page_of_the_settings_is_looked_at_and_the_theme_is_changed(open_journey: OpenJourney) -> None:
    journey = open_journey("settings")
    window = journey.window
    journey.ask("What are the three parts of the window?")
    dialog = settings_of(journey)
    tabs = dialog.tabs
    for index in range(tabs.count()):
        journey.click(tabs.tabBar(), at=tabs.tabBar().tabRect(index).center())
        journey.until(lambda: not window.lanes.folders.busy)
        journey.picture(tabs.tabText(index), dialog)
    tabs.setCurrentIndex(0)
    row, size = dialog.rows["text_size"], window.font().pointSizeF()
    row.control.setFocus()
    row.control.selectAll()
    journey.type("130")
    journey.press("Return")
    journey.until(lambda: QApplication.font().pointSizeF() > size and row.reset.isVisible())
    journey.picture("larger text", dialog)
    journey.click(row.reset)
    journey.until(lambda: QApplication.font().pointSizeF() == size and not row.reset.isVisible())
    journey.click(journey.button("Close", dialog))
    before = window.palette().window().color()
    journey.click(window.theme_button)
    journey.until(lambda: window.palette().window().color() != before)
    journey.picture("the other theme")


def test_the_models_are_listed_and_one_that_is_not_there_is_refused(open_journey: OpenJourney) -> None:
    journey = open_journey("models")
    window = journey.window
    journey.press("Ctrl+M")
    journey.until(lambda: window.models.shown and window.models.page.cards)
    journey.until(lambda: all(card.height() >= card.heightForWidth(card.width()) for card in window.models.page.cards))
    journey.picture("models")
    journey.click(window.models.page.field)
    journey.type("not a model")
    journey.press("Return")
    journey.until(window.notices.isVisible)
    journey.picture("no such model")
    journey.press("Escape")
    journey.press("Escape")
    assert not window.models.shown
