"""Describes this machine for a run."""

import json
import platform
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jupyter_client.kernelspec import get_kernel_spec

PACKAGES = ["papermill", "nbclient", "nbconvert", "jupyter_client"]


@cache
def describe_machine(root: Path) -> dict:
    """The description by src/runs/machine.ts, in the Node of the kernel, with Python's part."""
    node = get_kernel_spec("tslab").argv[0]
    program = root / "dist" / "runs" / "print-machine.js"
    answer = subprocess.run([node, str(program)], capture_output=True, text=True, check=True, timeout=60)
    machine = json.loads(answer.stdout)
    machine["python"] = platform.python_version()
    machine["packages"] |= {name: version(name) for name in PACKAGES}
    return machine
