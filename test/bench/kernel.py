"""Time to ready, first cell and trivial cell: the project's kernel beside stock tslab and ipykernel.

    .venv/bin/python test/bench/kernel.py [rounds]

Ready is the time from starting the process until the client has its first answer; the first cell is sent at once
after that and imports mathjs and the project's library; a trivial cell (`1 + 1`) is sent until the kernel is idle.
Kernels take turns, so that a busy machine is busy for all. Prints medians, and the range of the rounds.
"""

import json
import pathlib
import statistics
import sys
import tempfile
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
TRIVIAL = 30  # cells a round
CHAPTER = 'import { derivative } from "mathjs";\nimport { zeros } from "../dist/model/matrix";\nzeros(2, 2);'
KERNELS = {
    "this project": (["node", "--enable-source-maps", f"{CHECKOUT}/dist/notebook/kernel/main.js", "--config-path"], CHAPTER),
    "stock tslab": ([f"{CHECKOUT}/node_modules/.bin/tslab", "kernel", "--config-path"], CHAPTER),
    "ipykernel": ([sys.executable, "-m", "ipykernel_launcher", "-f"], "import json"),
}
MEASURES = ("ready", "first cell", "trivial cell")


def start(argv, folder):
    with tempfile.TemporaryDirectory() as specs:
        spec = pathlib.Path(specs, "measured")
        spec.mkdir()
        kernel = {"argv": [*argv, "{connection_file}"], "display_name": "measured", "language": "any"}
        (spec / "kernel.json").write_text(json.dumps(kernel))
        manager = KernelManager(kernel_name="measured", kernel_spec_manager=KernelSpecManager(kernel_dirs=[specs]))
        manager.start_kernel(cwd=folder)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return manager, client


def seconds(client, code):
    began = time.perf_counter()
    reply = client.execute_interactive(code, timeout=60, output_hook=lambda message: None)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"the cell {code!r} failed: {reply['content']}")
    return time.perf_counter() - began


def measure(argv, first):
    began = time.perf_counter()
    manager, client = start(argv, str(CHECKOUT / "test"))
    ready = time.perf_counter() - began
    try:
        first_cell = seconds(client, first)
        return ready, first_cell, statistics.median(seconds(client, "1 + 1") for _ in range(TRIVIAL))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    taken = {name: [] for name in KERNELS}
    for _ in range(rounds):
        for name, (argv, first) in KERNELS.items():
            taken[name].append(measure(argv, first))
    print(f"{'':14}" + "".join(f"{measure:>26}" for measure in MEASURES))
    for name, rows in taken.items():
        cells = (f"{statistics.median(c):.3f} s ({min(c):.3f}-{max(c):.3f})" for c in zip(*rows))
        print(f"{name:14}" + "".join(f"{cell:>26}" for cell in cells))


main()
