"""A kernel of Jupyter's that is started, driven and ended."""

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

    def seconds_of(self, code):
        began = time.perf_counter()
        self.printed_by(code)
        return time.perf_counter() - began

    def seconds_until_idle(self, code):
        """From sending a cell until the kernel is idle and has replied; no message is parsed, which costs as much."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        session = self.client.session
        frames = session.serialize(session.msg("execute_request", content))
        began = time.perf_counter()
        self.client.shell_channel.socket.send_multipart(frames)
        while not any(b'"idle"' in frame for frame in self.client.iopub_channel.socket.recv_multipart()):
            pass
        self.client.shell_channel.socket.recv_multipart()
        return time.perf_counter() - began

    def cpu_seconds(self):
        """CPU seconds that the kernel's process has taken so far."""
        times = self.process.cpu_times()
        return times.user + times.system

    def printed_by(self, code):
        """Runs a cell to its end, and returns what it printed."""
        messages = []
        reply = self.client.execute_interactive(code, timeout=PATIENCE, output_hook=messages.append)
        if reply["content"]["status"] != "ok":
            raise SystemExit(f"the cell {code!r} failed: {reply['content']}")
        return "".join(each["content"]["text"] for each in messages if each["msg_type"] == "stream")

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
