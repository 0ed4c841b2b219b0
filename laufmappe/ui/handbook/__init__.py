# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook: three books of Markdown pages, shown under F1 and set as PDF.

    resources/handbook/books.json   which chapters a book has, in their order
    resources/handbook/de/*.md      a page for each chapter
    resources/handbook/en/*.md      a short page for each book; its headings stand for the chapters that have no `en_file`

`books` knows where a chapter is, `reading` takes a page apart for the PDF, `view` shows one, `window` is what F1 opens.
"""
