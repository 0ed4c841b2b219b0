# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m laufmappe`, the same as the command `laufmappe`."""

import sys

from laufmappe.cli.main import main

sys.exit(main())
