# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain that is agreed with a person: its stations, goals and agreement."""
