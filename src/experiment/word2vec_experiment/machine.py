"""What a run on this machine is made with."""

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
    """As src/experiment/machine.ts says, with Python's part. The Node asked is the one that the kernel runs in."""
    node = get_kernel_spec("tslab").argv[0]
    program = root / "dist" / "experiment" / "print-machine.js"
    answer = subprocess.run([node, str(program)], capture_output=True, text=True, check=True, timeout=60)
    machine = json.loads(answer.stdout)
    machine["python"] = platform.python_version()
    machine["packages"] |= {name: version(name) for name in PACKAGES}
    return machine
