# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Laufmappe: encrypted records of newcomers, and the printed folder that they own."""

__version__ = "0.1.0"
