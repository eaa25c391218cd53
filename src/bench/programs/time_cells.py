"""Runs cells in a kernel and prints the output of each, as JSON.

    time_cells.py < '{"folder": "...", "argv": [...], "cells": [code, ...]}'
"""

import json
import sys

from driven_kernel import Kernel


def main(task):
    kernel = Kernel(task["argv"], task["folder"])
    try:
        print(json.dumps([kernel.printed_by(code) for code in task["cells"]]))
    finally:
        kernel.end()


main(json.load(sys.stdin))
