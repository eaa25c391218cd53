"""What a Dask worker does: checks that it may be used, and executes runs."""

import asyncio
import errno
import json
import logging
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache, partial
from pathlib import Path

import psutil  # which distributed needs
from distributed import Status, WorkerPlugin, get_worker
from distributed.utils import sync

from word2vec_experiment.checkout import PYTHON, ROOT
from word2vec_experiment.version import WrongVersion, require_version

from .live import Sender

log = logging.getLogger("distributed.worker.word2vec")

FULL = re.compile("ENOSPC|No space left on device")  # as Node and Python say it


class DiskFull(Exception):
    """This worker has no room for a run."""


class Admission(WorkerPlugin):
    """Gives a worker the resource that the runs of a grid require, if it would compute the same as the client.

    A worker that joins later is checked when it joins. Each worker process has one unit: a run takes one core.
    """

    def __init__(self, resource: str, wanted: dict) -> None:
        self.name = resource
        self.resource = resource
        self.wanted = wanted

    async def setup(self, worker) -> None:
        reason = await refusal(self.wanted)
        if reason is None:
            await worker.set_resources(**{self.resource: 1})
            _wake_scheduler(worker)
        else:
            log.warning("this worker is not used for %s: %s", self.resource, reason)


def _wake_scheduler(worker) -> None:
    """Makes the scheduler assign runs that no worker could take so far.

    It tries them when a worker joins or resumes, but not when a worker gets a resource later.
    """
    if worker.status == Status.running:
        worker.status = Status.paused
        worker.status = Status.running


async def refusal(wanted: dict) -> str | None:
    """As `_refusal`, in a thread, so that the worker can answer its scheduler."""
    return await asyncio.to_thread(_refusal, wanted)


def _refusal(wanted: dict) -> str | None:
    """Why this worker may not be used, or None.

    Args:
        wanted: `machine`, with `node`, `v8` and `arch`, and `versions`, the version of each corpus of the grid
    """
    try:
        own = machine()
        for name in ("arch", "node"):
            if own[name] != wanted["machine"][name]:
                return f"{name} must be {wanted['machine'][name]}, got {own[name]}"
        for version in wanted["versions"]:
            require_version(ROOT, version)
    except WrongVersion as error:
        return str(error)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return f"the checkout {ROOT} must be set up: {error}"
    return None


@cache
def machine() -> dict:
    """The description of this machine, made in the environment that executes runs."""
    code = (
        "import json, sys; from pathlib import Path; from word2vec_experiment.machine import describe_machine; "
        "print(json.dumps(describe_machine(Path(sys.argv[1]))))"
    )
    answer = subprocess.run([PYTHON, "-c", code, ROOT], capture_output=True, text=True, timeout=120)
    if answer.returncode != 0:
        raise OSError(answer.stderr.strip().splitlines()[-1])
    return json.loads(answer.stdout)


def make_run(request: dict, topic: str) -> dict:
    """Executes a run in a temporary folder of this machine, and publishes what it says meanwhile.

    Args:
        topic: of Dask's events

    Returns:
        `outcome` from the worker program, and `files`: the content of each file of the run, by name

    Raises:
        DiskFull: after this worker has withdrawn, so that another one makes the run
    """
    worker = get_worker()
    publish = partial(worker.log_event, topic)
    try:
        with tempfile.TemporaryDirectory(prefix=_own_prefix()) as folder:
            with Sender(folder, request["key"], publish):
                outcome = _program().ask({**request, "folder": folder})
            if FULL.search(outcome.get("error", "")):
                raise OSError(errno.ENOSPC, outcome["error"])
            files = {file.name: file.read_bytes() for file in Path(folder).iterdir()}
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sync(worker.loop, worker.set_resources, **{topic: 0})
        publish({"full": worker.contact_address, "key": request["key"]})
        raise DiskFull(f"the disk of {worker.contact_address} is full") from None
    return {"outcome": outcome, "files": files}


def _own_prefix() -> str:
    """Of the names of this process's temporary folders. Those of processes that were killed are removed."""
    for folder in Path(tempfile.gettempdir()).glob("word2vec-run-*~*"):
        pid = folder.name.removeprefix("word2vec-run-").split("~")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)
    return f"word2vec-run-{os.getpid()}~"


class _Program:
    """The program that executes runs, one after another. It ends when this process ends."""

    def __init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment["PATH"] = os.pathsep.join([str(PYTHON.parent), environment.get("PATH", "")])
        command = [PYTHON, "-m", "word2vec_experiment.worker"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def ask(self, request: dict) -> dict:
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            event = json.loads(line)
            if "status" in event:
                return event
        raise RuntimeError(f"the program that executes runs ended with status {self.process.wait()} before it answered")


_programs: list[_Program] = []


def _program() -> _Program:
    if not _programs or _programs[0].process.poll() is not None:
        _programs[:] = [_Program()]
    return _programs[0]
