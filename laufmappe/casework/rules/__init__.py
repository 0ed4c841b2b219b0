# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules of the law as data: statuses, occupations, procedures, and the clock that they set. Knows no desk."""
