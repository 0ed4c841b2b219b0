# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""age files for a passphrase, made and opened by age's own library in a process of its own.

Making a passphrase expensive takes a second, and the library holds the interpreter meanwhile: in this process nothing would be
drawn and no key answered. The passphrase goes through a pipe, and with the process its memory goes, too.
"""

import subprocess
import sys

AS_PROCESS = "--age-passphrase"
"""First argument by which the packaged program becomes this process (see `packaging/frozen_main.py`)."""

_SEAL, _UNSEAL = b"s", b"u"
_DONE, _REFUSED, _BROKEN = b"d", b"r", b"b"
_LONGEST_SECONDS = 300
_NO_CONSOLE = 0x08000000


class NotThisPassphrase(Exception):  # noqa: N818  # not a fault of the program
    """The passphrase does not open it."""


class TooMuchWork(Exception):  # noqa: N818  # not a fault of the program
    """This machine can't do what it costs: memory or time ran out."""


class Broken(Exception):  # noqa: N818  # not a fault of the program
    """It was cut off or changed."""


def seal(data: bytes, passphrase: str) -> bytes:
    """The data as an age file for this passphrase."""
    return _asked(_SEAL, data, passphrase)


def unseal(data: bytes, passphrase: str) -> bytes:
    """What is in an age file for a passphrase. The caller has looked at the work that it asks for.

    Raises:
        NotThisPassphrase: It is another one.
        Broken: It is no such file, or not a whole one.
        TooMuchWork: It costs more than this machine has.
    """
    return _asked(_UNSEAL, data, passphrase)


def main() -> int:
    """The process: what to do, the length of the passphrase, the passphrase and the data come in; what became of it goes out."""
    from laufmappe.vault.process import harden_process

    harden_process()
    given = sys.stdin.buffer.read()
    length = int.from_bytes(given[1:5], "big")
    sys.stdout.buffer.write(_answer(given[:1], given[5 + length :], given[5 : 5 + length].decode("utf-8")))
    sys.stdout.buffer.flush()
    return 0


def _asked(what: bytes, data: bytes, passphrase: str) -> bytes:
    words = passphrase.encode("utf-8")
    frozen = getattr(sys, "frozen", False)
    own = [sys.executable, AS_PROCESS] if frozen else [sys.executable, "-P", "-m", "laufmappe.handover.age_passphrase"]
    try:
        done = subprocess.run(
            own,
            input=b"".join((what, len(words).to_bytes(4, "big"), words, data)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_SECONDS,
            creationflags=_NO_CONSOLE if sys.platform == "win32" else 0,
            check=True,
        )
    except subprocess.SubprocessError:  # the system ended it for want of memory, or it took too long
        raise TooMuchWork from None
    said, answer = done.stdout[:1], done.stdout[1:]
    if said == _REFUSED:
        raise NotThisPassphrase
    if said != _DONE:
        raise Broken
    return answer


def _answer(what: bytes, data: bytes, passphrase: str) -> bytes:
    import pyrage

    try:
        if what == _SEAL:
            return _DONE + bytes(pyrage.passphrase.encrypt(data, passphrase))
        return _DONE + bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        # The tests hold this to the words of the present version.
        return _REFUSED if str(error) == "Decryption failed" else _BROKEN
    except OSError:  # so age calls what breaks off in the middle
        return _BROKEN


if __name__ == "__main__":
    sys.exit(main())
