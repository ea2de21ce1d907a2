"""The application's style sheet, made from tokens: the one place where controls get their looks."""

from __future__ import annotations

from string import Template

from desktop_app.gui.tokens import TYPE, Tokens

_SHEET = Template("""
QWidget { font-size: ${body}pt; }
QMainWindow, #conversation, #conversationContent, #centre { background: $window; }
#sidebar, #pageBar { background: $sidebar; }
#sidebar { border-right: 1px solid $border; }
#pagePanel { border-left: 1px solid $border; background: $desk; }
#pageBar { border-bottom: 1px solid $border; }
#pageStrip { background: $sidebar; border-right: 1px solid $border; }
#pageHint { background: $raised; color: $text; border: 1px solid $outline; border-radius: 8px; padding: 8px 12px; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 6px; }

QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="display"] { font-size: ${display}pt; font-weight: 600; }
QLabel[role="warn"] { color: $warning; }
QLabel[role="badge"] { color: $accent; background: $accent_soft; border-radius: 8px; padding: 1px 8px;
  font-size: ${small}pt; }
QLabel[role="section"] { color: $muted; font-size: ${small}pt; font-weight: 600; }

QPushButton { background: $surface; color: $text; border: 1px solid $outline; border-radius: 7px; padding: 6px 14px; }
QPushButton:hover { background: $raised; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled { color: $faint; border-color: $border; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent; border-color: $text; }
QPushButton[role="primary"]:focus { background: $accent_soft; color: $text; border: 2px solid $accent;
  padding: 5px 13px; }
QPushButton[role="primary"]:disabled { background: $raised; color: $faint; border-color: $raised; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 1px 3px;
  border-radius: 4px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="chip"] { background: $surface; border: 1px solid $border; border-radius: 11px; color: $text;
  padding: 3px 10px; font-size: ${small}pt; text-align: left; }
QPushButton[role="chip"]:hover { border-color: $accent; color: $accent; }
QPushButton[role="chip"][limited="true"] { background: $accent_soft; border-color: $accent; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 2px 9px; }

QPushButton[role="tab"] { background: transparent; border: 1px solid transparent; color: $muted; padding: 5px 8px;
  font-weight: 600; }
QPushButton[role="tab"]:hover { background: $raised; color: $text; }
QPushButton[role="tab"]:checked { background: $accent_soft; color: $text; }
QPushButton[role="tab"]:focus { border: 2px solid $accent; padding: 4px 7px; }

QDialog { background: $window; }
QDialog QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QDialog QPushButton:default:hover { border-color: $text; }
QDialog QPushButton:default:focus { background: $accent_soft; color: $text; border-color: $accent; }
#qt_msgbox_label { font-weight: 600; }
#qt_msgbox_informativelabel { min-width: 380px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab { background: transparent; color: $muted; padding: 7px 14px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus:selected { border: 2px solid $accent; border-radius: 6px; padding: 5px 12px; }
QDialog QScrollArea { border: 2px solid transparent; }
QDialog QScrollArea:focus { border-color: $accent; }
QDialog QPlainTextEdit { border: 2px solid $border; border-radius: 7px; }
QDialog QPlainTextEdit:focus { border-color: $accent; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; }
SettingRow QComboBox { border: 1px solid $outline; background: $surface; color: $text; padding: 4px 8px; }
QCheckBox { border: 2px solid transparent; border-radius: 6px; padding: 2px; }
QCheckBox:focus { border-color: $accent; }
SettingRow QSpinBox { padding: 4px 8px; color: $text; }

QLineEdit { background: $surface; color: $text; placeholder-text-color: $muted; border: 1px solid $outline;
  border-radius: 7px; padding: 4px 8px; }
QLineEdit:focus { border: 2px solid $accent; padding: 3px 7px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; color: $text; }
QToolButton:hover { background: $raised; }
QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border: 2px solid $accent; padding: 4px; }
QToolButton::menu-indicator { image: none; }

QComboBox, QSpinBox { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px 8px;
  color: $muted; font-size: ${small}pt; }
QComboBox:hover, QSpinBox:hover { background: $raised; color: $text; }
QComboBox:focus, QSpinBox:focus { border: 2px solid $accent; padding: 2px 7px; color: $text; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; padding: 4px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border-radius: 5px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; }
QComboBox QAbstractItemView::item:disabled { color: $faint; }
QSpinBox { border: 1px solid $outline; background: $surface; color: $text; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }

#composer { background: $surface; border: 1px solid $outline; border-radius: 12px; }
#composer[focused="true"] { border: 2px solid $accent; }
#composer QPlainTextEdit { background: transparent; border: none; font-size: ${reading}pt; color: $text;
  placeholder-text-color: $muted; }

#question { background: $accent_soft; border-radius: 12px; }
#question QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
#question QLabel { font-size: ${reading}pt; color: $text; }
#figureCard { background: $surface; border: 1px solid $border; border-radius: 10px; }
#figureCard[focused="true"] { border: 2px solid $accent; }
#modelCard { background: $surface; border: 1px solid $border; border-radius: 10px; }
TextBlock { background: transparent; border: none; padding: 0; }
#answerNote { color: $warning; background: $warning_soft; border-radius: 7px; padding: 7px 10px; }

#notice { background: $accent_soft; border: 1px solid $border; border-radius: 8px; }
#notice[level="warning"] { background: $warning_soft; }
#notice[level="error"] { background: $danger_soft; }
#notice[level="warning"] #noticeMessage { color: $warning; }
#notice[level="error"] #noticeMessage { color: $danger; }
#noticeMessage { font-weight: 600; }
#noticeHint { color: $text; }

QListView { background: transparent; border: none; outline: 0; }
QListView:focus { outline: 0; }
QTableView { background: $surface; color: $text; border: 2px solid $border; border-radius: 8px; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 0 6px; border: none; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0; height: 0; }
QHeaderView::section:first { border-top-left-radius: 6px; }
QHeaderView::section:last { border-top-right-radius: 6px; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 7px 8px; font-size: ${small}pt; font-weight: 600; }
QHeaderView::section:hover { color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 22px 6px 14px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $accent; }
QScrollArea { border: none; background: transparent; }
ConversationView { border: 2px solid transparent; }
ConversationView:focus[pointed="false"] { border-color: $accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $faint; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QProgressBar { background: $raised; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")


def style_sheet(colours: Tokens, body: float) -> str:
    """The whole style sheet for these colours; `body` is the size of controls' text in points."""
    names = {name: getattr(colours, name) for name in colours.__slots__}
    return _SHEET.substitute(names, **{name: f"{body * part:.1f}" for name, part in TYPE.items()})
