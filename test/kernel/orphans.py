"""Kills the server of a kernel, and prints the kernel's processes that are still there a minute later, as JSON.

Input: {"argv": [...], "folder": "...", "cell": "..."}; the cell prints the numbers of its processes as a JSON list.
"""

import json
import subprocess
import sys
import time

import psutil
from drive import execute, start

PATIENCE = 60  # seconds, on a busy machine


def serve(task):
    """Starts a kernel and its cell; prints the numbers of their processes, and stays."""
    manager, client = start(task["argv"], task["folder"])
    sent = execute(client, {"code": task["cell"]})
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") == sent and message["msg_type"] == "stream":
            break
    kernel = psutil.Process(manager.provisioner.pid)
    started = {process.pid for process in [kernel, *kernel.children(recursive=True)]}
    print(json.dumps([*started.union(json.loads(message["content"]["text"]))]), flush=True)
    time.sleep(10 * PATIENCE)


def is_there(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def main():
    task = sys.stdin.read()
    server = subprocess.Popen(
        [sys.executable, __file__, "serve", task], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    processes = [psutil.Process(pid) for pid in json.loads(server.stdout.readline())]
    server.kill()
    server.wait()
    deadline = time.monotonic() + PATIENCE
    while any(map(is_there, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [" ".join(process.cmdline()) for process in processes if is_there(process)]
    for process in filter(is_there, processes):
        process.kill()
    print(json.dumps({"processes": len(processes), "left": left}))


if sys.argv[1:2] == ["serve"]:
    serve(json.loads(sys.argv[2]))
else:
    main()
