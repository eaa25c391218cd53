"""Says whether this machine may make the runs of a scheduler's grids: `python -m word2vec_dask.check ADDRESS`.

A line for each thing that must be the same, and status 1 if one is not.
"""

import asyncio
import platform
import sys

import distributed
from distributed import Client

from word2vec_experiment.checkout import ROOT
from word2vec_experiment.version import WrongVersion, require_version

from .work import machine

METADATA = "word2vec"  # on the scheduler: what each grid wants, by its resource


def compare(what: str, here: str, wanted: str) -> tuple[bool, str]:
    same = here == wanted
    return same, f"{what}: {here}, the same" if same else f"{what}: differs; it must be {wanted}, got {here}"


def check_version(version: dict) -> tuple[bool, str]:
    """The code and the text of a grid."""
    try:
        require_version(ROOT, version)
    except WrongVersion as error:
        return False, f"code and text: differ; {error}"
    return True, f"code and text: version {version['code'][:8]} and {version['corpus']}, the same"


async def check(address: str) -> list[tuple[bool, str]]:
    async with Client(address, asynchronous=True, timeout=15) as client:
        there = await client.scheduler.versions()
        grids = await client.get_metadata([METADATA], {})
    lines = [
        compare("Python", platform.python_version(), ".".join(map(str, there["host"]["python"].split(".")[:3]))),
        compare("Dask", distributed.__version__, there["packages"]["distributed"]),
    ]
    try:
        own = machine()
    except Exception as error:  # no set-up, or one that is broken
        return [*lines, (False, f"the checkout {ROOT} must be set up: {error}")]
    for wanted in grids.values():
        lines += [compare(name, own[name], wanted["machine"][name]) for name in ("node", "arch")]
        lines += [check_version(version) for version in wanted["versions"]]
    if not grids:
        changed = " with changes" if own["dirty"] else ""
        lines.append((True, f"no grid is there yet; here are Node {own['node']}, {own['arch']}, commit {own['commit']}{changed}"))
    return list(dict.fromkeys(lines))


if __name__ == "__main__":
    try:
        found = asyncio.run(check(sys.argv[1]))
    except OSError as error:
        sys.exit(f"no Dask scheduler answers at {sys.argv[1]}: {error}")
    for _, line in found:
        print(line, flush=True)
    sys.exit(not all(same for same, _ in found))
