# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""From words and shapes to a tagged PDF, in any of the folder's scripts.

    text ─── fonts ─── engine (Qt) ─── layout ──┐
                                                ├── page ─── document ─── bytes
    icons ─── paths ────────────────────────────┘            embedding, structure, metadata

`text` makes words harmless, `fonts` chooses a font for each character, `engine` orders, shapes and breaks them, `layout`
places the glyphs in a block. `page` draws, `document` puts the fonts, the structure tree and the metadata in.
"""
