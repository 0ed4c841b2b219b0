# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers of a person: scans that came in, sheets that went out, the codes on them."""
