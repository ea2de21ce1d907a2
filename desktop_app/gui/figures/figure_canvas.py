"""A picture that can be zoomed and moved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from desktop_app.gui.figures.pictures import Picture
from desktop_app.gui.theme import tokens

ZOOM_STEP = 1.25
_LEAST_ZOOM, _MOST_ZOOM = 0.05, 12.0
_MARGIN = 24
_COARSE = 1.2
"""From so many device pixels for one of the picture on, a finer one is wanted."""
_FINER_MS = 120
_BLOCKY = 3.0
"""From here on single pixels are shown as they are, for those who look for them."""


class FigureCanvas(QWidget):
    """Shows an image fit into the room there is, or zoomed around a point; dragging moves it.

    Signals:
        zoom_changed: device pixels of the screen for one of the picture.
        finer_wanted: how many times as fine a picture the zoom has use for.
    """

    zoom_changed = Signal(float)
    finer_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._smaller: tuple[QImage, ...] = ()
        self._finer = QImage()
        self._words = ""
        self._zoom = 1.0
        self._fits = True
        self._centre = QPointF()
        self._dragged: QPointF | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FINER_MS)
        self._timer.timeout.connect(self._want_finer)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Figure"))
        self.setAccessibleDescription(self.tr("Plus and minus change its size, arrows move it."))
        self.grabGesture(Qt.GestureType.PinchGesture)  # fingers on a screen; touchpads send native gestures

    @property
    def image(self) -> QImage:
        """The picture shown."""
        return self._image

    @property
    def zoom(self) -> float:
        """Device pixels of the screen for one pixel of the picture."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether the whole picture is kept in view."""
        return self._fits

    @property
    def fineness(self) -> float:
        """How many times as fine as the picture the finest is that is shown of it."""
        return 1.0 if self._finer.isNull() else self._finer.width() / max(1, self._image.width())

    def show_picture(self, picture: Picture) -> None:
        """Shows a picture, fit into the view; the reason in words where there is none."""
        self._image, self._smaller, self._words = picture.image, picture.smaller, picture.problem
        self._finer = QImage()
        self.fit()

    def show_finer(self, image: QImage) -> None:
        """Shows the same with more pixels, in the same place."""
        if not self._image.isNull() and not image.isNull():
            self._finer = image
            self.update()

    def fit(self) -> None:
        """Brings the whole picture into view; small ones are enlarged at most three times."""
        self._fits = True
        self._centre = QPointF(self._image.width() / 2, self._image.height() / 2)
        if not self._image.isNull():
            ratio = self.devicePixelRatioF()
            room_x, room_y = (max(1, self.width() - 2 * _MARGIN), max(1, self.height() - 2 * _MARGIN))
            scale = min(room_x * ratio / self._image.width(), room_y * ratio / self._image.height())
            self._zoom = min(scale, 3.0 * ratio)
        self._tell_zoom()

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zooms so that the point `around` of this widget (the middle, where None) stays where it is."""
        if self._image.isNull():
            return
        self._fits = False
        point = around if around is not None else QPointF(self.width() / 2, self.height() / 2)
        fixed = self._on_image(point)
        self._zoom = min(_MOST_ZOOM * self.devicePixelRatioF(), max(_LEAST_ZOOM, zoom))
        shift = (point - QPointF(self.width() / 2, self.height() / 2)) / self._scale
        self._centre = self._bounded(fixed - shift)
        self._tell_zoom()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    def zoom_to_pixels(self) -> None:
        """A pixel of the screen for each of the picture."""
        self.set_zoom(1.0)

    def move_by(self, dx: float, dy: float) -> None:
        """Moves the view over the picture, in pixels of this widget; there is nothing to move where all is in view."""
        if not self._fits:
            self._centre = self._bounded(self._centre + QPointF(dx, dy) / self._scale)
            self.update()

    def _tell_zoom(self) -> None:
        self.zoom_changed.emit(self._zoom)
        self._timer.start()
        self.update()

    def _want_finer(self) -> None:
        if not self._image.isNull() and self._zoom > _COARSE * self.fineness:
            self.finer_wanted.emit(self._zoom)

    @property
    def _scale(self) -> float:
        """Device-independent pixels for one of the picture."""
        return self._zoom / self.devicePixelRatioF()

    def _bounded(self, centre: QPointF) -> QPointF:
        """The nearest centre with which the picture fills the view, or stands in its middle where it is smaller."""
        half = QPointF(self.width() / 2, self.height() / 2) / self._scale
        margin = _MARGIN / self._scale
        return QPointF(
            _within(centre.x(), half.x() - margin, self._image.width()),
            _within(centre.y(), half.y() - margin, self._image.height()),
        )

    def _on_image(self, point: QPointF) -> QPointF:
        return self._centre + (point - QPointF(self.width() / 2, self.height() / 2)) / self._scale

    def _best(self) -> QImage:
        """What looks best at this zoom: the finer one, or the smallest that still has all pixels that are needed."""
        if not self._finer.isNull():
            return self._finer
        wanted = self._image.width() * self._zoom
        return next((image for image in reversed(self._smaller) if image.width() >= wanted), self._image)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the picture on paper, or the words."""
        painter = QPainter(self)
        if self._image.isNull():
            painter.setPen(QColor(tokens().muted))
            painter.drawText(
                self.rect().adjusted(40, 0, -40, 0),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self._words,
            )
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._zoom < _BLOCKY * self.fineness)
        corner = QPointF(self.width() / 2, self.height() / 2) - self._centre * self._scale
        place = QRectF(corner.x(), corner.y(), self._image.width() * self._scale, self._image.height() * self._scale)
        painter.fillRect(place.adjusted(-10, -10, 10, 10), QColor(tokens().paper))
        painter.drawImage(place, self._best())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the whole picture in view while it was."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel zooms around the pointer; two fingers on a touchpad, or a wheel to the side, move the picture."""
        moved, turned = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or (moved.isNull() and turned.y()):
            self.set_zoom(self._zoom * ZOOM_STEP ** (turned.y() / 120), event.position())
        else:
            by = moved if not moved.isNull() else turned / 2
            self.move_by(-by.x(), -by.y())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Zooms by pinching, on a touchpad or on the screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self._zoom * (1 + event.value()), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._dragged = None  # the first finger counts as the mouse until there are two
                moved = pinch.lastCenterPoint() - pinch.centerPoint()
                self.pinch(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint())))
                self.move_by(moved.x(), moved.y())
                event.accept(pinch)
                return True
        return super().event(event)

    def pinch(self, factor: float, around: QPointF) -> None:
        """Two fingers have moved apart or together since the last time, by this factor."""
        self.set_zoom(self._zoom * factor, around)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins to move the picture."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the picture with the pointer."""
        if self._dragged is not None:
            moved = self._dragged - event.position()
            self._dragged = event.position()
            self.move_by(moved.x(), moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lets go."""
        self._dragged = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fits, or shows the picture's own pixels where it is fit already."""
        if self._fits:
            self.set_zoom(max(1.0, self._zoom * 2), event.position())
        else:
            self.fit()


def _within(centre: float, half: float, size: float) -> float:
    return size / 2 if size <= 2 * half else min(max(half, centre), size - half)
