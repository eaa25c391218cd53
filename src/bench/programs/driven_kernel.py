"""Starts, drives and ends a Jupyter kernel."""

import json
import pathlib
import queue
import subprocess
import tempfile
import time

import psutil
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

PATIENCE = 120  # seconds


class Kernel:
    """Started in `folder` by the command `argv`, to which the connection file is added."""

    def __init__(self, argv, folder):
        with tempfile.TemporaryDirectory() as specs:
            spec = pathlib.Path(specs, "measured")
            spec.mkdir()
            kernel = {"argv": [*argv, "{connection_file}"], "display_name": "measured", "language": "any"}
            (spec / "kernel.json").write_text(json.dumps(kernel))
            found = KernelSpecManager(kernel_dirs=[specs])
            self.manager = KernelManager(kernel_name="measured", kernel_spec_manager=found)
            began = time.perf_counter()
            self.manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.process = psutil.Process(self.manager.provisioner.pid)
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self.ask()
        self.ready = time.perf_counter() - began
        while not self.hears():  # what is published before the client has subscribed is lost
            self.ask()

    def ask(self):
        self.client.kernel_info()
        self.client.get_shell_msg(timeout=PATIENCE)

    def hears(self):
        try:
            return bool(self.client.get_iopub_msg(timeout=0.2))
        except queue.Empty:
            return False

    def time_cell(self, code):
        began = time.perf_counter()
        self.printed_by(code)
        return time.perf_counter() - began

    def seconds_until_idle(self, code):
        """From sending a cell until the kernel is idle and has replied. No message is parsed: that would take as long."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        session = self.client.session
        frames = session.serialize(session.msg("execute_request", content))
        began = time.perf_counter()
        self.client.shell_channel.socket.send_multipart(frames)
        while not any(b'"idle"' in frame for frame in self.client.iopub_channel.socket.recv_multipart()):
            pass
        self.client.shell_channel.socket.recv_multipart()
        return time.perf_counter() - began

    def time_answer(self, question, name):
        """Seconds until `name`, a name that the kernel knows, is completed ("complete") or explained ("inspect")."""
        began = time.perf_counter()
        reply = getattr(self.client, question)(name, reply=True, timeout=PATIENCE)["content"]
        if not (reply.get("matches") or reply.get("found")):
            raise SystemExit(f"no answer to {question} {name}: {reply}")
        return time.perf_counter() - began

    def processes(self):
        return [self.process, *self.process.children(recursive=True)]

    def cpu_seconds(self):
        """CPU seconds of the kernel's processes so far."""
        all_times = [each.cpu_times() for each in self.processes()]
        return sum(times.user + times.system for times in all_times)

    def megabytes(self):
        """Memory that each of the kernel's processes holds alone, summed, in 2^20 bytes."""
        return sum(each.memory_full_info().uss for each in self.processes()) / 2**20

    def megabytes_with_shares(self):
        """The same with their part of what is shared, by how many processes share it."""
        return sum(each.memory_full_info().pss for each in self.processes()) / 2**20

    def printed_by(self, code):
        """Runs a cell, and returns what it printed, and the text of its result."""
        messages = []
        reply = self.client.execute_interactive(code, timeout=PATIENCE, output_hook=messages.append)
        if reply["content"]["status"] != "ok":
            raise SystemExit(f"the cell {code!r} failed: {reply['content']}")
        contents = [each["content"] for each in messages if each["msg_type"] in ("stream", "execute_result")]
        return "".join(each["text"] if "text" in each else each["data"]["text/plain"] for each in contents)

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
