# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before the vault is open: unlock, first start, new vault, the recovery key on paper."""
