"""The window of the guide: contents, a page, a way back, and a search over all pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyle,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from cpcl_desktop.engine.runtime.language import chosen, tr
from cpcl_desktop.gui.guide.pages import INDEX, Page, folder_for, pages, plain, slug
from cpcl_desktop.gui.look.icons import icon_button

_NAME = Qt.ItemDataRole.UserRole
MARGIN = 24  # pixels around a page's text


class PageView(QTextBrowser):
    """Shows one page; pictures are as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Page of the guide"))
        self.document().setDocumentMargin(MARGIN)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._shown: Page | None = None

    def show_page(self, page: Page) -> None:
        """Show it from its beginning."""
        self._shown = page
        self.document().setBaseUrl(QUrl.fromLocalFile(f"{folder_for(chosen())}/"))
        self.document().setMarkdown(page.text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, anchor: str) -> None:
        """Scroll to the heading that is called so."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(plain(block.text())) == anchor:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                return
            block = block.next()

    def find_words(self, words: str) -> None:
        """Go to the next place of the words, from the top again after the last."""
        if words and not self.find(words):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.find(words)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """A picture no wider than the page; nothing is read from anywhere but the program's own folder."""
        url = self.document().baseUrl().resolved(QUrl(name))
        if not url.isLocalFile():
            return None
        image = QImage(url.toLocalFile())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - 2 * (MARGIN + self.frameWidth()) - bar
        wide = image.width() > room > 0
        return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation) if wide else image

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme or size of text: the page is laid out anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._shown is not None:
            self.show_page(self._shown)


class GuideWindow(QDialog):
    """The guide; not modal, so that one can read and do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("User's guide"))
        self._pages, self._trail, self._at = pages(), list[str](), -1
        self.search = QLineEdit(placeholderText=tr("Search the guide"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search the guide"))
        self.contents = QListWidget(spacing=3)
        self.contents.setAccessibleName(tr("Contents"))
        self.view = PageView()
        self.back = icon_button("previous", tr("Back (Alt+Left)"), tr("Back"))
        self.forward = icon_button("next", tr("Forward (Alt+Right)"), tr("Forward"))
        self._lay_out()
        self._connect()
        self._list("")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for contents and some eighty letters beside them, as far as the screen has it."""
        metrics = self.fontMetrics()
        wished = QSize(metrics.averageCharWidth() * 150, metrics.height() * 44)
        return wished.boundedTo(self.screen().availableSize() * 0.85)

    def open_page(self, address: str) -> None:
        """Show a page, `NAME` or `NAME#heading`, and put the window before the others."""
        self._go(address)
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.setFocus()

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self._trail[self._at].partition("#")[0] if self._trail else ""

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.back)
        bar.addWidget(self.forward)
        bar.addWidget(self.search, 1)
        parts = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        parts.addWidget(self.contents)
        parts.addWidget(self.view)
        parts.setStretchFactor(1, 1)
        widest = max(self.fontMetrics().horizontalAdvance(page.title) for page in self._pages.values())
        parts.setSizes([widest + 60, 5 * widest])
        column = QVBoxLayout(self)
        column.addLayout(bar)
        column.addWidget(parts, 1)

    def _connect(self) -> None:
        for button, keys, by in ((self.back, "Alt+Left", -1), (self.forward, "Alt+Right", 1)):
            button.clicked.connect(partial(self._step, by))
            QShortcut(QKeySequence(keys), self, partial(self._step, by))
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._find)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.contents.itemActivated.connect(lambda _: self.view.setFocus())
        self.view.anchorClicked.connect(self._on_link)

    def _list(self, words: str) -> None:
        """List the pages that have these words, all without any."""
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in self._pages.values():
            if page.has(words):
                item = QListWidgetItem(page.title)
                item.setData(_NAME, page.name)
                self.contents.addItem(item)
        self.contents.blockSignals(False)
        self._mark()

    def _find(self) -> None:
        """Show the first page that has what is searched for, or its next place in the page shown."""
        words = self.search.text().strip()
        if words and self.contents.count() and not self._pages[self.page].has(words):
            self._go(str(self.contents.item(0).data(_NAME)))
        self.view.find_words(words)

    def _go(self, address: str) -> None:
        name = address.partition("#")[0]
        address = address if name in self._pages else INDEX
        if not self._trail or self._trail[self._at] != address:
            self._trail[self._at + 1 :] = [address]
            self._at = len(self._trail) - 1
        self._show()

    def _step(self, by: int, _: bool = False) -> None:
        self._at = max(0, min(len(self._trail) - 1, self._at + by))
        self._show()

    def _show(self) -> None:
        name, _, anchor = self._trail[self._at].partition("#")
        self.view.show_page(self._pages[name])
        if anchor:
            self.view.go_to(anchor)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._trail) - 1)
        self._mark()

    def _mark(self) -> None:
        """Show in the contents which page is shown."""
        self.contents.blockSignals(True)
        rows = [str(self.contents.item(row).data(_NAME)) for row in range(self.contents.count())]
        self.contents.setCurrentRow(rows.index(self.page) if self.page in rows else -1)
        self.contents.blockSignals(False)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._go(str(item.data(_NAME)))

    def _on_link(self, url: QUrl) -> None:
        """Another page, a heading of this one, or what the system opens because somebody clicked it."""
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)
            return
        name = url.path().rpartition("/")[2].removesuffix(".md") or self.page
        self._go(f"{name}#{url.fragment()}" if url.fragment() else name)
