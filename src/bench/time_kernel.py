"""Starts one kernel and prints, as JSON, the seconds that a person waits for it.

    time_kernel.py '{"argv": [...], "folder": "...", "first": "code of the first cell"}'

ready: from starting the process until the client has its first answer. first: the first cell, sent at once after
that. trivial: median of cells with `1 + 1`, from sending until the kernel is idle and has replied.
"""

import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

TRIVIAL_CELLS = 50
PATIENCE = 120  # seconds


def manager_of(argv, specs):
    spec = pathlib.Path(specs, "measured")
    spec.mkdir()
    kernel = {"argv": [*argv, "{connection_file}"], "display_name": "measured", "language": "any"}
    (spec / "kernel.json").write_text(json.dumps(kernel))
    return KernelManager(kernel_name="measured", kernel_spec_manager=KernelSpecManager(kernel_dirs=[specs]))


def seconds_until_ready(manager, folder):
    began = time.perf_counter()
    manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels(hb=False)
    client.kernel_info()
    client.get_shell_msg(timeout=PATIENCE)
    ready = time.perf_counter() - began
    return ready, client


def seconds_of_cell(client, code):
    began = time.perf_counter()
    reply = client.execute_interactive(code, timeout=PATIENCE, output_hook=lambda message: None)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"the cell {code!r} failed: {reply['content']}")
    return time.perf_counter() - began


def main(task):
    with tempfile.TemporaryDirectory() as specs:
        manager = manager_of(task["argv"], specs)
        ready, client = seconds_until_ready(manager, task["folder"])
        try:
            first = seconds_of_cell(client, task["first"])
            trivial = statistics.median(seconds_of_cell(client, "1 + 1") for _ in range(TRIVIAL_CELLS))
            print(json.dumps({"ready": ready, "first": first, "trivial": trivial}))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


main(json.loads(sys.argv[1]))
