# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m laufmappe`, the same as the command `laufmappe`."""

import sys

try:
    from laufmappe.cli.main import main
except KeyboardInterrupt:  # while modules are being loaded nothing has begun
    sys.exit(1)

sys.exit(main())
