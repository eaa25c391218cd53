"""Starts one kernel, takes it through the steps given as JSON on stdin, prints every message as JSON.

Input:  {"argv": [...], "folder": "...", "steps": [step, ...]}
Steps:  {"cells": [{"code", "stop_on_error"?, "silent"?, "store_history"?}, ...], "stop_at"?: text, "stop_after"?: seconds,
         "quiet"?: seconds}
            sent at once; the kernel is interrupted when `text` appears in the output, or so many seconds after it
            got the cells, also if they have ended; after so many seconds
            without any message, answers that are missing are taken for lost
        {"request": "type", "content": {...}, "channel"?: "shell" or "control", "quiet"?: seconds}
        {"comm": model, "data": {...}, "quiet": seconds}
            a front end's message to the control that was opened last with this model
        {"write": {path: text, ...}}
Output: one list a step: [{"reply": content, "parts": [[type, content], ...]}, ...], an entry a request
"""

import json
import pathlib
import queue
import subprocess
import sys
import tempfile
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

PATIENCE = 120  # seconds for an answer, on a busy machine


def start(argv, folder):
    with tempfile.TemporaryDirectory() as specs:
        spec = pathlib.Path(specs, "driven")
        spec.mkdir()
        kernel = {"argv": argv, "display_name": "driven", "language": "typescript"}
        (spec / "kernel.json").write_text(json.dumps(kernel))
        manager = KernelManager(kernel_name="driven", kernel_spec_manager=KernelSpecManager(kernel_dirs=[specs]))
        manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    return manager, client


def arrived(client, channel):
    """Messages that are there, and whether each was published; waits a little for the first."""
    for name in ("iopub", channel):
        try:
            source = getattr(client, f"{name}_channel")
            yield name == "iopub", source.get_msg(timeout=0.02)
            while True:
                yield name == "iopub", source.get_msg(timeout=0)
        except queue.Empty:
            pass


def collect(manager, client, ids, found, stop_at=None, stop_after=None, channel="shell", quiet=None):
    """Adds to `found` what arrives, until each of the requests `ids` has its reply and its idle status."""
    found.update({i: {"reply": None, "parts": []} for i in ids})
    idle, replied = set(), []
    deadline = time.monotonic() + PATIENCE
    latest = time.monotonic()
    began = None  # when the kernel had the cells: a press that overtakes them is for those before
    while len(idle) < len(ids) or len(replied) < len(ids):
        if quiet and time.monotonic() > latest + quiet:
            break
        if time.monotonic() > deadline:
            raise SystemExit(f"no answer within {PATIENCE} s; so far: {json.dumps(list(found.values()))[-2000:]}")
        for published, message in arrived(client, channel):
            latest = time.monotonic()
            parent, content = message["parent_header"].get("msg_id"), message["content"]
            if parent not in found:
                continue
            began = began or latest
            if not published:
                replied.append(parent)
                found[parent].update(reply=content, reply_type=message["msg_type"], order=len(replied))
                continue
            found[parent]["parts"].append([message["msg_type"], content])
            if message["msg_type"] == "status" and content["execution_state"] == "idle":
                idle.add(parent)
            if stop_at and message["msg_type"] == "stream" and stop_at in content["text"]:
                stop_at = None
                manager.interrupt_kernel()
        if stop_after is not None and began is not None and time.monotonic() > began + stop_after:
            stop_after = None
            manager.interrupt_kernel()
    if stop_after is not None:
        manager.interrupt_kernel()
    return [found[i] for i in ids]


def send(client, type, content, channel="shell"):
    message = client.session.msg(type, content)
    getattr(client, f"{channel}_channel").send(message)
    return message["header"]["msg_id"]


def execute(client, cell):
    content = {"silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    return send(client, "execute_request", {**content, "stop_on_error": True, **cell})


def take(manager, client, step, found):
    if "write" in step:
        for path, text in step["write"].items():
            pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
            pathlib.Path(path).write_text(text)
        return []
    if "comm" in step:
        parts = [part for answer in found.values() for part in answer["parts"]]
        opened = [content for type, content in parts if type == "comm_open"]
        comm = [each["comm_id"] for each in opened if each["data"]["state"]["_model_name"] == step["comm"]][-1]
        step = {**step, "request": "comm_msg", "content": {"comm_id": comm, "data": step["data"]}}
    if "request" in step:
        channel = step.get("channel", "shell")
        sent = send(client, step["request"], step.get("content", {}), channel)
        return collect(manager, client, [sent], found, channel=channel, quiet=step.get("quiet"))
    sent = [execute(client, cell) for cell in step["cells"]]
    return collect(manager, client, sent, found, step.get("stop_at"), step.get("stop_after"), quiet=step.get("quiet"))


def main():
    task = json.load(sys.stdin)
    manager, client = start(task["argv"], task["folder"])
    try:
        found = {}  # what a cell publishes after its end is added to its answer
        json.dump([take(manager, client, step, found) for step in task["steps"]], sys.stdout)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
