# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the system tells the running program."""

import os
import subprocess
import sys


def test_a_file_that_the_system_opens_with_the_running_program_is_heard_of() -> None:
    script = (
        "from PySide6.QtGui import QFileOpenEvent\n"
        "from laufmappe.ui.application import Application\n"
        "application = Application([])\n"
        "application.file_opened.connect(print)\n"
        "application.sendEvent(application, QFileOpenEvent('/tmp/fall.laufmappe'))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["/tmp/fall.laufmappe"]
