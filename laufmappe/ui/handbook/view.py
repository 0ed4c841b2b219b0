# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shows one page of the handbook: Qt reads the Markdown, and this gives it the look of the window."""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget
from shiboken6 import isValid

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.handbook.books import Chapter, chapter_of_link
from laufmappe.ui.handbook.reading import fragments, image_of, is_notice, is_typed, read_markdown
from laufmappe.ui.look import Tokens, tokens_of

_HEADINGS = {1: 2, 2: 1}
"""How many of Qt's steps a heading is larger than the text."""
_READABLE = 720
"""Pixels, at the usual size of type: longer lines are hard to read."""
_MARGIN = 26


class HandbookView(QTextBrowser):
    """A page of the handbook. `followed` tells that a link to another chapter was chosen."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handbook")
        self.setAccessibleName(_("Seite des Handbuchs"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self._chapter: Chapter | None = None
        self._code = "de"
        self._width = 0
        self._aim: str | None = None
        """The heading that stays at the top until somebody scrolls; the size of the page is known only once it is shown."""
        self.verticalScrollBar().actionTriggered.connect(self._scrolled)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)

    def show_chapter(self, chapter: Chapter, code: str, heading: str = "") -> None:
        """Shows a page, from its top or from a heading."""
        self._chapter, self._code, self._aim = chapter, code, heading
        self._set()
        self._go_to(heading)
        self._fitting.start(0)

    def _set(self) -> None:
        if self._chapter is None:
            return
        document = read_markdown(self._chapter.words)
        document.setParent(self)
        self._dress(document)
        self._fit_pictures(document)  # before it is laid out: Qt does not finish a layout that is changed meanwhile
        before = self.document()
        self.setDocument(document)
        if isValid(before):  # Qt has freed the one that it began with
            before.deleteLater()

    def _go_to(self, heading: str) -> None:
        block = self.document().begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                self.setTextCursor(QTextCursor(block))
                self._scroll_to(block)
                return
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _dress(self, document: QTextDocument) -> None:
        tokens = tokens_of(self.palette())
        size = self._size()
        base = self.font()
        base.setPixelSize(size)
        document.setDefaultFont(base)
        document.setDocumentMargin(_MARGIN)
        tables: list[QTextTable] = []
        block = document.begin()
        while block.isValid():
            table = QTextCursor(block).currentTable()
            if table is not None and table not in tables:
                tables.append(table)
            self._dress_block(block, tokens, size, in_table=table is not None)
            block = block.next()
        for table in tables:
            _dress_table(table, tokens)

    def _dress_block(self, block: QTextBlock, tokens: Tokens, size: int, *, in_table: bool) -> None:
        cursor = QTextCursor(block)
        form = QTextBlockFormat()
        level = block.blockFormat().headingLevel()
        form.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            form.setTopMargin(0 if level == 1 else size * 1.5)
            form.setBottomMargin(size * 0.5)
            form.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        elif in_table:
            form.setTopMargin(0)
            form.setBottomMargin(0)
        elif block.textList() is not None:
            form.setTopMargin(size * 0.15)
            form.setBottomMargin(size * 0.2)
        else:
            form.setTopMargin(size * 0.35)
            form.setBottomMargin(size * 0.5)
        if any(image_of(fragment) for fragment in fragments(block)):
            form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        if is_notice(block):
            form.setBackground(QColor(tokens.accent_tint))
            form.setLeftMargin(0)
        elif is_typed(block):
            form.setBackground(QColor(tokens.page))
            form.setTopMargin(0)
            form.setBottomMargin(0)
        cursor.mergeBlockFormat(form)
        for fragment in list(fragments(block)):
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._char_format(fragment.charFormat(), level, tokens))

    def _char_format(self, before: QTextCharFormat, level: int, tokens: Tokens) -> QTextCharFormat:
        form = QTextCharFormat()
        colour = tokens.text
        if level:
            form.setProperty(QTextCharFormat.Property.FontSizeAdjustment.value, _HEADINGS.get(level, 0))
            form.setFontWeight(700)
        elif before.fontWeight() > 500:
            form.setFontWeight(600)
        if before.fontFixedPitch():
            # No font of one width is shipped; a tint says as much.
            form.setFontFamilies(self.font().families() or [self.font().family()])
            form.setFontFixedPitch(False)
            form.setBackground(QColor(tokens.page))
        if before.isAnchor():
            known = chapter_of_link(before.anchorHref(), self._code) is not None
            colour = tokens.accent if known else tokens.text
            form.setAnchor(known)
            form.setFontUnderline(known)
        form.setForeground(QBrush(QColor(colour)))
        return form

    def _size(self) -> int:
        """The size of the window's type, a little larger: pages are read, not scanned."""
        return max(self.font().pixelSize(), round(self.fontInfo().pixelSize())) + 1

    def _fit_pictures(self, document: QTextDocument) -> None:
        """Gives every picture the width that there is, and no more than it has."""
        self._width = self.viewport().width()
        most = max(200, self._text_width())
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            for fragment in list(fragments(block)):
                image = image_of(fragment)
                if image is None:
                    continue
                form = fragment.charFormat().toImageFormat()
                width = min(most, self._natural_width(image[0]))
                form.setWidth(width)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(form)
            block = block.next()

    def _text_width(self) -> int:
        return self.viewport().width() - 2 * _MARGIN - self._side()

    def _side(self) -> int:
        """Room left free beside the lines where the window is wide."""
        return max(0, self.viewport().width() - 2 * _MARGIN - round(_READABLE * self._size() / 14))

    def _natural_width(self, name: str) -> int:
        return (
            self._image(name).width() // 2 if self._image(name).width() > 2 * _READABLE else self._image(name).width()
        )

    def _image(self, name: str) -> QImage:
        return QImage(str(self._chapter.file.parent / name)) if self._chapter is not None else QImage()

    @guarded()
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the handbook and nothing else: no network, no other file."""
        path = QUrl(name).path() if isinstance(name, str) else name.path()
        if kind != QTextDocument.ResourceType.ImageResource.value or self._chapter is None:
            return None
        image = self._image(path)
        ratio = self.devicePixelRatioF()
        wanted = round(min(max(200, self._text_width()), self._natural_width(path)) * ratio)
        if image.width() > wanted:
            image = image.scaledToWidth(wanted, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def _follow(self, target: QUrl) -> None:
        chapter = chapter_of_link(target.toString(), self._code)
        if chapter is not None:
            self.followed.emit(chapter.key)

    def _scrolled(self, _action: int) -> None:
        self._aim = None

    def _fit(self) -> None:
        if self.viewport().width() != self._width:
            at = self.cursorForPosition(QPoint(_MARGIN, 12)).block().blockNumber()
            self._set()
            self._scroll_to(self.document().findBlockByNumber(at))
        if self._aim is not None:
            self._go_to(self._aim)

    def _scroll_to(self, block: QTextBlock) -> None:
        layout = self.document().documentLayout()
        layout.documentSize()  # lays out what is not laid out yet
        self.verticalScrollBar().setValue(round(layout.blockBoundingRect(block).top()) - 8)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start(60)

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._chapter is not None:
            self._width = 0
            self._fitting.start(0)


def _dress_table(table: QTextTable, tokens: Tokens) -> None:
    form = table.format()
    form.setBorder(0)
    form.setCellSpacing(0)
    form.setCellPadding(6)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setTopMargin(6)
    form.setBottomMargin(12)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QColor(tokens.line))
    form.setBorder(1)
    form.setBorderCollapse(True)
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        ground = cell.format()
        ground.setBackground(QColor(tokens.page))
        cell.setFormat(ground)
        # Qt begins the first cell of a table with an empty block.
        block = cell.firstCursorPosition().block()
        if column == 0 and not block.text() and block != cell.lastCursorPosition().block():
            cursor = QTextCursor(block)
            cursor.deleteChar()
