# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document on the screen, drawn from memory: no temporary file, no other program."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.documents import PDF, document_content
from laufmappe.errors import DocumentError, LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.tasks import Task
from laufmappe.ui.widgets import Button, Dialog, IconButton, Key, Text
from laufmappe.ui.widgets.keys import bind

_ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_MOST_PIXELS = 6000
"""No page is drawn wider."""


def can_show(media_type: str) -> bool:
    """Whether such a file can be drawn here; HEIC only where Qt knows it."""
    if media_type == PDF:
        return True
    kind, _slash, name = media_type.partition("/")
    return kind == "image" and QByteArray(name.encode()) in QImageReader.supportedImageFormats()


class ViewDialog(Dialog):
    """One page at a time. `copy_asked` by the button at the foot, which is there for a document of the record.

    With `data` that is shown, and not the document of this id: what came in a parcel is in no record yet.
    """

    chapter = "dokumente"

    copy_asked = Signal()

    def __init__(
        self,
        over: QWidget,
        acts: Acts,
        document_id: str,
        name: str,
        words: str,
        media_type: str,
        data: bytes | None = None,
    ) -> None:
        super().__init__(over, name, subtitle=words, icon="file-text", wide=True)
        self._acts = acts
        self._media_type = media_type
        self._data = b""
        self._pages = 0
        self._task: Task | None = None
        self.page = 0
        self.zoom = 1.0
        self._build_bar()
        self._stage = QScrollArea()
        self._stage.setFrameShape(QFrame.Shape.NoFrame)
        self._stage.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._stage.setAccessibleName(name)
        self.picture = QLabel()
        self.picture.setMargin(16)
        self._stage.setWidget(self.picture)
        self.body.setSpacing(0)
        self.body.addWidget(self._stage, 1)
        self.fault = Text("", "error", wrap=True, parent=self)
        self.fault.setMargin(24)
        self.fault.hide()
        self.body.addWidget(self.fault)
        copy = Button(_("Kopie sichern …"), icon="download")
        copy.clicked.connect(self._copy)
        self.foot.insertWidget(0, copy)
        copy.setVisible(data is None)
        leave = Button(_("Schließen"))
        leave.clicked.connect(self.accept)
        self.foot.addWidget(leave)
        bind(
            self,
            [
                Key("PgDown", _("nächste Seite"), self.forward),
                Key("PgUp", _("vorige Seite"), self.back),
                Key("Ctrl++", _("größer"), self.larger),
                Key("Ctrl+-", _("kleiner"), self.smaller),
            ],
        )
        self._show_bar()
        self._task = acts.tasks.run(
            _open, acts.desk, document_id, media_type, data, done=self._opened, failed=self._failed
        )

    def _build_bar(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(4)
        self.earlier = IconButton("chevron-left", _("Vorige Seite"), key="PgUp")
        self.earlier.clicked.connect(self.back)
        self.later = IconButton("chevron-right", _("Nächste Seite"), key="PgDown")
        self.later.clicked.connect(self.forward)
        self.where = Text("", "secondary")
        out = IconButton("zoom-out", _("Kleiner"), key="Ctrl+-")
        out.clicked.connect(self.smaller)
        closer = IconButton("zoom-in", _("Größer"), key="Ctrl++")
        closer.clicked.connect(self.larger)
        row.addStretch(1)
        for widget in (self.earlier, self.where, self.later, out, closer):
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)

    def _copy(self) -> None:
        self.accept()
        self.copy_asked.emit()

    def forward(self) -> None:
        """The next page."""
        self._turn(self.page + 1)

    def back(self) -> None:
        """The page before."""
        self._turn(self.page - 1)

    def _turn(self, page: int) -> None:
        if 0 <= page < self._pages:
            self.page = page
            self._draw()

    def larger(self) -> None:
        """One step closer."""
        self._zoom_to(next((zoom for zoom in _ZOOMS if zoom > self.zoom), self.zoom))

    def smaller(self) -> None:
        """One step back."""
        self._zoom_to(next((zoom for zoom in reversed(_ZOOMS) if zoom < self.zoom), self.zoom))

    def _zoom_to(self, zoom: float) -> None:
        if zoom != self.zoom:
            self.zoom = zoom
            self._draw()

    def _opened(self, found: tuple[bytes, int]) -> None:
        self._data, self._pages = found
        self._draw()

    def _draw(self) -> None:
        self._show_bar()
        if self._task is not None:
            self._task.cancel()
        room = min(max(self._stage.viewport().width() - 48, 200), 1000)
        width = min(round(room * self.zoom * self.devicePixelRatioF()), _MOST_PIXELS)
        self._task = self._acts.tasks.run(
            draw, self._data, self._media_type, self.page, width, done=self._drawn, failed=self._failed
        )

    def _drawn(self, image: QImage) -> None:
        pixels = QPixmap.fromImage(image)
        pixels.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixels)
        self.picture.adjustSize()
        self.picture.setAccessibleName(self.where.text())
        self._stage.verticalScrollBar().setValue(0)

    def _show_bar(self) -> None:
        self.where.show_text(_("Seite {n} von {all}").format(n=self.page + 1, all=self._pages) if self._pages else "")
        for widget in (self.earlier, self.later, self.where):
            widget.setVisible(self._pages > 1)
        self.earlier.setEnabled(self.page > 0)
        self.later.setEnabled(self.page + 1 < self._pages)

    def _failed(self, error: LaufmappeError) -> None:
        self._stage.hide()
        self.fault.show_text(str(error))
        self.fault.show()

    @guarded()
    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        self._data = b""
        self.picture.clear()
        super().done(result)


def _open(desk: Desk, document_id: str, media_type: str, given: bytes | None) -> tuple[bytes, int]:
    data = document_content(desk, document_id) if given is None else given
    return data, count_pages(data) if media_type == PDF else 1


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has. Raises DocumentError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise _unreadable() from error
    try:
        return len(document)
    finally:
        document.close()


def draw(data: bytes, media_type: str, page: int, width: int) -> QImage:
    """A page as a picture of `width` pixels; a picture is never drawn larger than twice its own size. Raises DocumentError."""
    if media_type == PDF:
        import pypdfium2

        from laufmappe.ui.folder.pages import draw_page

        try:
            return draw_page(data, page, width)
        except pypdfium2.PdfiumError as error:
            raise _unreadable() from error
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise _unreadable()
    return image.scaledToWidth(min(width, 2 * image.width()), Qt.TransformationMode.SmoothTransformation)


def _unreadable() -> DocumentError:
    return DocumentError(
        _(
            "Diese Datei lässt sich hier nicht zeigen: sie ist beschädigt oder selbst mit einem Kennwort geschützt. "
            "Sichern Sie eine Kopie und öffnen Sie sie mit einem anderen Programm."
        )
    )
