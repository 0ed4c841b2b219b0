# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways to a service: finding one, referring to it, and what becomes of it."""
