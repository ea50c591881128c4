"""Write down what an artefact carries, as CycloneDX 1.6 in JSON: names, versions, licences, what needs what.

The same copy of Atlas gives the same bytes: the serial number is a digest of the rest, and the time is
that of SOURCE_DATE_EPOCH, or none.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component as Part
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from atlas_gui import __version__
from atlas_gui.exchange.requirement import normal_name
from atlas_gui.exchange.third_party import Component, components, own_needs
from atlas_gui.files import replace_file

LOCK = Path(__file__).resolve().parent / "requirements-run.txt"
OWN_REFERENCE = f"pkg:pypi/atlas-gui@{__version__}"
# What serial numbers are digests in: the address of the format.
_NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_PINNED = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def write_sbom(target: Path, carried: Sequence[Component], *, lock: Path = LOCK) -> None:
    """Write the list of `carried` to `target`. Raises OSError; ValueError if two have one name."""
    replace_file(target, sbom(carried, lock=lock).encode())


def sbom(carried: Sequence[Component], *, lock: Path = LOCK) -> str:
    """The list as text, with an end to the last line."""
    names = [normal_name(each.name) for each in carried]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"There is more than one of {', '.join(twice)}")
    locked = locked_hashes(lock)
    parts = {normal_name(each.name): _part(each, locked) for each in carried}
    atlas = _atlas()
    bom = Bom(components=parts.values(), metadata=BomMetaData(component=atlas))
    needed = {need for each in carried for need in map(normal_name, each.needs)}
    # What nothing else needs, Atlas does: the libraries that a package was given.
    first = {*own_needs(), *(name for name in parts if name not in needed)}
    bom.register_dependency(atlas, [parts[name] for name in sorted(first & parts.keys())])
    for each in carried:
        needs = sorted({normal_name(need) for need in each.needs} & parts.keys())
        bom.register_dependency(parts[normal_name(each.name)], [parts[name] for name in needs])
    bom.metadata.timestamp = _moment()
    bom.serial_number = UUID(int=0)
    digest = sha256(JsonV1Dot6(bom).output_as_string().encode()).hexdigest()
    bom.serial_number = uuid5(_NAMESPACE, digest)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def locked_hashes(lock: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """The SHA-256 of every file that the lock allows for a package, by its name and version."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8")):
        if pinned := _PINNED.match(block):
            found[normal_name(pinned[1]), pinned[2]] = tuple(_HASH.findall(block))
    return found


def _part(component: Component, locked: dict[tuple[str, str], tuple[str, ...]]) -> Part:
    references = []
    hashes = locked.get((normal_name(component.name), component.version), ())
    if hashes:
        # A lock holds the files for all systems; which of them was installed here it does not tell. Nor
        # does it tell where they are to be had: the package is named, not a place.
        references.append(
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(component.purl),
                comment="one of the files with these hashes",
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in hashes],
            )
        )
    if component.homepage:
        references.append(
            ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(component.homepage))
        )
    return Part(
        name=component.name,
        version=component.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=component.purl or f"{component.kind}:{component.name}@{component.version}",
        purl=PackageURL.from_string(component.purl) if component.purl else None,
        licenses=[LicenseFactory().make_from_string(component.licence)]
        if component.licence
        else [],
        external_references=references,
    )


def _atlas() -> Part:
    return Part(
        name="atlas-gui",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=OWN_REFERENCE,
        purl=PackageURL.from_string(OWN_REFERENCE),
        licenses=[LicenseFactory().make_from_string("MIT")],
    )


def _moment() -> datetime:
    """When the source was last changed, as builds are told; the beginning of time otherwise."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)


def main(arguments: Iterable[str] | None = None) -> int:
    """The command line: 0 if it is written, 1 with a sentence if it cannot be."""
    parser = argparse.ArgumentParser(
        description="Write a CycloneDX list of what this copy carries."
    )
    parser.add_argument("--output", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--system",
        type=Path,
        metavar="SYSTEM_JSON",
        help="what is carried beside packages of Python (see atlas_gui.exchange.third_party)",
    )
    parsed = parser.parse_args(None if arguments is None else list(arguments))
    if parsed.system is not None and not parsed.system.is_file():
        print(f"There is no file {parsed.system}.", file=sys.stderr)
        return 1
    try:
        carried = components(parsed.system)
        write_sbom(parsed.output, carried)
    except (OSError, ValueError) as error:
        print(f"{parsed.output} is not written: {error}", file=sys.stderr)
        return 1
    print(f"{parsed.output}: {len(carried)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
