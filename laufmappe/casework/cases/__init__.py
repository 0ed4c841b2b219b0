# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case as a document: out, in from JSON or CSV, two of them merged."""
