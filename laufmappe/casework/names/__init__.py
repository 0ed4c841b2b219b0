# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How names and words are found again: spellings, sounds, the words of notes. Knows no desk."""
