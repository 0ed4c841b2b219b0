# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of sheets, one file each (cover, route, stations, qualifications, referral), and what they are drawn with."""
