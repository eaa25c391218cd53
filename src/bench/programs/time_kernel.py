"""Starts kernels and prints, as JSON, the seconds that a person waits for each.

    time_kernel.py '{"folder": "...", "kernels": {name: {"argv": [...], "first": code, "known": name}, ...}}'

ready: from starting the process until the client has its first answer. first: the first cell, sent at once after
that. trivial: median of cells like `1 + 1`, no two alike, from sending until the kernel is idle and has replied; the
kernels alternate cell by cell, so that a busy machine slows all of them. cpu: CPU seconds of the kernel's process for a
trivial cell, which a busy machine changes less. complete, inspect: median of requests for a known name; the kernels
alternate here, too. megabytes: what the kernel's processes hold for themselves at the end. megabytesWithShares: with their part of what
processes share, such as Node's program.
"""

import json
import statistics
import sys

from driven_kernel import Kernel

TRIVIAL_CELLS = 60
QUESTIONS = 15


def main(task):
    running, waits = {}, {}
    try:
        for name, kernel in task["kernels"].items():
            running[name] = Kernel(kernel["argv"], task["folder"])
            waits[name] = {"ready": running[name].ready, "first": running[name].time_cell(kernel["first"])}
        before = {name: kernel.cpu_seconds() for name, kernel in running.items()}
        cells = [f"1 + {i}" for i in range(TRIVIAL_CELLS)]
        rows = [[kernel.seconds_until_idle(cell) for kernel in running.values()] for cell in cells]
        for name, seconds in zip(running, zip(*rows)):
            waits[name]["trivial"] = statistics.median(seconds)
            waits[name]["cpu"] = (running[name].cpu_seconds() - before[name]) / TRIVIAL_CELLS
        for question in ("complete", "inspect"):
            rows = [
                [kernel.time_answer(question, task["kernels"][name]["known"]) for name, kernel in running.items()]
                for _ in range(QUESTIONS)
            ]
            for name, seconds in zip(running, zip(*rows)):
                waits[name][question] = statistics.median(seconds)
        for name, kernel in running.items():
            waits[name]["megabytes"] = kernel.megabytes()
            waits[name]["megabytesWithShares"] = kernel.megabytes_with_shares()
        print(json.dumps(waits))
    finally:
        for kernel in running.values():
            kernel.end()


main(json.loads(sys.argv[1]))
