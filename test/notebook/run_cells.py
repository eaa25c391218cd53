"""Run cells in a Jupyter kernel: kernel name and working directory as arguments, cells as JSON on stdin.

A cell is {"code": ..., "interruptAt": text or null}: the kernel is interrupted, as by the stop button,
once that text was seen in an output. Prints, for each cell, its reply's status and its messages.
"""

import json
import sys
import time

from jupyter_client.manager import start_new_kernel

DROPPED = 0.5  # seconds; stock tslab drops all that comes within 0.2 of an error, and a person is slower
OUTPUTS = ("stream", "display_data", "update_display_data", "error")


def run(manager, client, cell):
    request = client.execute(cell["code"])
    awaited = cell.get("interruptAt")
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind in OUTPUTS:
            messages.append({"type": kind, **content})
        if awaited and awaited in json.dumps(content):
            manager.interrupt_kernel()
            awaited = None
        if kind == "status" and content["execution_state"] == "idle":
            break
    reply = client.get_shell_msg(timeout=60)
    while reply["parent_header"].get("msg_id") != request:
        reply = client.get_shell_msg(timeout=60)
    if reply["content"]["status"] == "error":
        time.sleep(DROPPED)
    return {"status": reply["content"]["status"], "messages": messages}


manager, client = start_new_kernel(kernel_name=sys.argv[1], cwd=sys.argv[2])
try:
    print(json.dumps([run(manager, client, cell) for cell in json.load(sys.stdin)]))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
