"""What a Dask worker does: says whether it may take part, and executes runs."""

import asyncio
import json
import logging
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from distributed import Status, WorkerPlugin

from word2vec_experiment.version import WrongVersion, require_version

ROOT = Path(__file__).resolve().parents[3]
PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
log = logging.getLogger("distributed.worker.word2vec")


class Admission(WorkerPlugin):
    """Gives a worker the resource that the runs of a grid ask for, if it would compute the same as the client.

    A worker that joins later is looked at when it joins. One unit a worker process: a run takes one core.
    """

    def __init__(self, resource: str, wanted: dict) -> None:
        self.name = resource
        self.resource = resource
        self.wanted = wanted

    async def setup(self, worker) -> None:
        reason = await refusal(self.wanted)
        if reason is None:
            await worker.set_resources(**{self.resource: 1})
            _look_again(worker)
        else:
            log.warning("takes no part in %s: %s", self.resource, reason)


def _look_again(worker) -> None:
    """Has the scheduler hand this worker the runs that nobody could take so far.

    It looks at those when a worker joins or wakes up, and not when one that has joined is given a resource.
    """
    if worker.status == Status.running:
        worker.status = Status.paused
        worker.status = Status.running


async def refusal(wanted: dict) -> str | None:
    """As `_refusal`, while the worker goes on answering its scheduler."""
    return await asyncio.to_thread(_refusal, wanted)


def _refusal(wanted: dict) -> str | None:
    """Why this worker may not take part, or None.

    Args:
        wanted: `machine`, with `node`, `v8` and `arch`, and `versions`, the version of each corpus of the grid
    """
    try:
        machine = _machine()
        for name in ("arch", "node"):
            if machine[name] != wanted["machine"][name]:
                return f"{name} must be {wanted['machine'][name]}, got {machine[name]}"
        for version in wanted["versions"]:
            require_version(ROOT, version)
    except WrongVersion as error:
        return str(error)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return f"the checkout {ROOT} must be set up: {error}"
    return None


@cache
def _machine() -> dict:
    """As the environment that executes describes it."""
    code = (
        "import json, sys; from pathlib import Path; from word2vec_experiment.machine import describe_machine; "
        "print(json.dumps(describe_machine(Path(sys.argv[1]))))"
    )
    answer = subprocess.run([PYTHON, "-c", code, ROOT], capture_output=True, text=True, timeout=120)
    if answer.returncode != 0:
        raise OSError(answer.stderr.strip().splitlines()[-1])
    return json.loads(answer.stdout)


def make_run(request: dict) -> dict:
    """Executes a run in a folder of this machine.

    Returns:
        `outcome` as the worker program tells it, and `files`: the content of each file of the run, by name
    """
    with tempfile.TemporaryDirectory(prefix="word2vec-run-") as folder:
        outcome = _program().ask({**request, "folder": folder})
        files = {file.name: file.read_bytes() for file in Path(folder).iterdir()}
    return {"outcome": outcome, "files": files}


class _Program:
    """The program that executes runs, kept for many. It ends when this process does."""

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
        raise RuntimeError(f"the program that executes runs ended ({self.process.wait()})")


_programs: list[_Program] = []


def _program() -> _Program:
    if not _programs or _programs[0].process.poll() is not None:
        _programs[:] = [_Program()]
    return _programs[0]
