"""Runs cells repeatedly in one kernel and prints its memory after each round, as JSON.

    rerun_kernel.py '{"folder": "...", "argv": [...], "cells": [code, ...], "again": [code, ...], "times": 50}'

Garbage is collected before each reading. In MB: heapUsed, external (buffers).
"""

import json
import sys

from driven_kernel import Kernel

COLLECTOR = """
import memoryV8 from "node:v8";
import memoryVm from "node:vm";
memoryV8.setFlagsFromString("--expose-gc");
const collectGarbage = memoryVm.runInNewContext("gc");
"""
READING = """
collectGarbage();
[process.memoryUsage()].map((m) => JSON.stringify([m.heapUsed / 2 ** 20, m.external / 2 ** 20]))[0]
"""


def main(task):
    kernel = Kernel(task["argv"], task["folder"])
    try:
        for code in [*task["cells"], COLLECTOR]:
            kernel.printed_by(code)
        readings = []
        for _ in range(task["times"]):
            for code in task["again"]:
                kernel.printed_by(code)
            readings.append(json.loads(kernel.printed_by(READING)))
        print(json.dumps(readings))
    finally:
        kernel.end()


main(json.loads(sys.argv[1]))
