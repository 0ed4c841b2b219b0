# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of everything that a package holds (SBOM, CycloneDX 1.6, JSON), checked against the format's own schema.

It names each locked package with version, licence and the hashes that the lock allows, the libraries inside the wheels, Python,
and the fonts and pictures. The same checkout gives the same bytes.
"""

import hashlib
import re
import sys
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from environment import SetupError
from licences import DATA, Part, normal, parts
from packageurl import PackageURL
from packaging.requirements import Requirement
from program_contents import CHECKOUT, version
from program_folder import DIST, machine, source_date

LOCK = CHECKOUT / "packaging" / "requirements.txt"


def make_sbom() -> Path:
    """Writes dist/laufmappe-VERSION-SYSTEM.cdx.json. Raises: SetupError."""
    text = sbom_text()
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise SetupError(f"Die Stückliste hält ihr Schema nicht ein: {fault}")
    DIST.mkdir(exist_ok=True)
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    file = DIST / f"laufmappe-{version()}-{system}-{machine()}.cdx.json"
    file.write_text(text, encoding="utf-8")
    return file


def sbom_text() -> str:
    """The list as JSON."""
    program = Component(
        name="laufmappe",
        version=version(),
        type=ComponentType.APPLICATION,
        bom_ref="laufmappe",
        licenses=[LicenseExpression("EUPL-1.2")],
        description="Encrypted records of newcomers for advisory centres, and the printed folder that they own",
    )
    installed = parts()
    components = {part.name: library(part) for part in installed}
    components |= {str(made.bom_ref.value): made for made in (*inside_the_wheels(), *shipped_data(), python())}
    bom = Bom(components=components.values(), serial_number=uuid.UUID(int=0))
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(source_date(), UTC)
    bom.metadata.tools.components.clear()
    bom.metadata.tools.tools.clear()
    needs = {part.name: needed(part.name) & components.keys() for part in installed}
    bom.dependencies = [
        *(reference(name, found) for name, found in needs.items()),
        reference("laufmappe", set(components) - set().union(*needs.values())),
    ]
    content = hashlib.sha256(JsonV1Dot6(bom).output_as_string().encode()).digest()
    bom.serial_number = uuid.UUID(bytes=content[:16], version=4)
    return f"{JsonV1Dot6(bom).output_as_string(indent=1)}\n"


def reference(name: str, needs: Iterable[str]) -> Dependency:
    """Which components a component needs."""
    return Dependency(BomRef(name), [Dependency(BomRef(each)) for each in sorted(needs)])


def library(part: Part) -> Component:
    """A locked package; the hashes are those of the files that the lock allows, one of which was installed."""
    url = PackageURL("pypi", name=part.name, version=part.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(url.to_string()),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=found) for found in locked_hashes(part.name)],
    )
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.LIBRARY,
        bom_ref=part.name,
        purl=url,
        licenses=[LicenseExpression(part.licence)],
        external_references=[files],
    )


def locked_hashes(name: str) -> list[str]:
    """The hashes that the lock allows for a package, of every system."""
    block = re.compile(rf"^{re.escape(name)}==.*\\\n((?:    --hash=sha256:[0-9a-f]+.*\n)+)", re.MULTILINE)
    found = "".join(block.findall(LOCK.read_text(encoding="utf-8")))
    return sorted(set(re.findall(r"sha256:([0-9a-f]{64})", found)))


def needed(name: str) -> set[str]:
    """What a package asks for on this system."""
    asked = [Requirement(text) for text in metadata.requires(name) or []]
    return {normal(each.name) for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})}


def inside_the_wheels() -> list[Component]:
    """Libraries in other languages that come inside the packages, by what they say of themselves."""
    import ssl

    import pikepdf
    import pypdfium2
    import sqlcipher3
    import uharfbuzz
    from cryptography.hazmat.backends.openssl import backend
    from lxml import etree
    from PySide6.QtCore import qVersion

    cipher = sqlcipher3.dbapi2.connect(":memory:")
    cipher.execute("PRAGMA key = 'none'")  # only a keyed connection knows what encrypts it
    (sqlcipher,) = cipher.execute("PRAGMA cipher_version").fetchone()
    (provider,) = cipher.execute("PRAGMA cipher_provider_version").fetchone()
    found = (
        ("qt", qVersion(), "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "pyside6-essentials"),
        ("sqlcipher", sqlcipher.split()[0], "BSD-3-Clause", "sqlcipher3"),
        ("sqlite", sqlcipher3.dbapi2.sqlite_version, "blessing", "sqlcipher3"),
        ("openssl-in-sqlcipher3", openssl(provider), "Apache-2.0", "sqlcipher3"),
        ("openssl-in-cryptography", openssl(backend.openssl_version_text()), "Apache-2.0", "cryptography"),
        ("openssl-in-python", openssl(ssl.OPENSSL_VERSION), "Apache-2.0", "python"),
        (
            "pyinstaller-bootloader",
            metadata.version("pyinstaller"),
            "GPL-2.0-or-later WITH Bootloader-exception",
            "laufmappe",
        ),
        ("qpdf", pikepdf.__libqpdf_version__, "Apache-2.0", "pikepdf"),
        ("pdfium", str(pypdfium2.version.PDFIUM_INFO.build), "BSD-3-Clause AND Apache-2.0", "pypdfium2"),
        ("harfbuzz", uharfbuzz.version_string(), "MIT", "uharfbuzz"),
        ("libxml2", ".".join(map(str, etree.LIBXML_VERSION)), "MIT", "lxml"),
        ("libxslt", ".".join(map(str, etree.LIBXSLT_VERSION)), "MIT", "lxml"),
    )
    return [
        Component(
            name=name,
            version=told,
            type=ComponentType.LIBRARY,
            bom_ref=name,
            purl=PackageURL("generic", name=name.partition("-in-")[0], version=told),
            licenses=[LicenseExpression(licence)],
            properties=[Property(name="laufmappe:inside", value=within)],
        )
        for name, told, licence, within in found
    ]


def openssl(text: str) -> str:
    """The number in `OpenSSL 3.5.1 1 Jul 2026`."""
    found = re.search(r"\d+\.\d+\.\d+", text)
    return found[0] if found else text


def python() -> Component:
    """The Python that comes along."""
    told = ".".join(map(str, sys.version_info[:3]))
    return Component(
        name="python",
        version=told,
        type=ComponentType.PLATFORM,
        bom_ref="python",
        purl=PackageURL("generic", name="python", version=told),
        licenses=[LicenseExpression("PSF-2.0")],
    )


def shipped_data() -> list[Component]:
    """Fonts, icons and the colour profile that others made, with the hash of each file."""
    made = []
    for name, pattern, holder, licence in DATA:
        files = sorted(CHECKOUT.glob(pattern))
        made.append(
            Component(
                name=name,
                type=ComponentType.DATA,
                bom_ref=f"data:{name}",
                copyright=holder,
                licenses=[LicenseExpression(licence)],
                components=[
                    Component(
                        name=file.relative_to(CHECKOUT).as_posix(),
                        type=ComponentType.FILE,
                        bom_ref=file.relative_to(CHECKOUT).as_posix(),
                        hashes=[
                            HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(file.read_bytes()).hexdigest())
                        ],
                    )
                    for file in files
                ],
            )
        )
    return made
