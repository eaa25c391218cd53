"""Ends a run that takes too long, with all that it has started."""

import os
import signal
import threading

import psutil

RUN_FOLDER = "WORD2VEC_RUN_FOLDER"  # in the environment of a kernel and of what it starts


class TimeLimit:
    """Ends the kernel of a run after some seconds; None is no limit. A kernel that starts later is ended at once."""

    def __init__(self, seconds: float | None, folder: str) -> None:
        self.seconds = seconds
        self.passed = False
        self._folder = folder
        self._kernel: int | None = None
        self._timer = threading.Timer(seconds or 0, self._stop)
        self._timer.daemon = True

    def __enter__(self) -> "TimeLimit":
        if self.seconds is not None:
            self._timer.start()
        return self

    def __exit__(self, *_) -> None:
        self._timer.cancel()
        self._kernel = None

    def watch(self, kernel: int) -> None:
        """The run has this kernel."""
        self._kernel = kernel
        if self.passed:
            self.end()

    def _stop(self) -> None:
        self.passed = True
        self.end()

    def end(self) -> None:
        """Ends the kernel now, if there is one."""
        if self._kernel is not None:
            end_kernel(self._kernel, self._folder)


def end_kernel(kernel: int, folder: str) -> None:
    """Kills a kernel and all that its cells have started, also processes that have left its group or lost their parent.

    Args:
        kernel: process id, also the id of its process group
        folder: of the run, by which its processes are known
    """
    _signal_group(kernel, "SIGSTOP")  # what is stopped starts nothing more
    started = [process for process in psutil.process_iter() if process.pid == kernel or _belongs(process, kernel, folder)]
    _signal_group(kernel, "SIGKILL")
    for process in started:
        try:
            process.kill()
        except psutil.Error:
            pass


def _signal_group(group: int, name: str) -> None:
    try:
        os.killpg(group, getattr(signal, name))
    except (OSError, AttributeError):  # it has ended; Windows has no groups
        pass


def _belongs(process: psutil.Process, kernel: int, folder: str) -> bool:
    try:
        return process.environ().get(RUN_FOLDER) == folder or any(parent.pid == kernel for parent in process.parents())
    except psutil.Error:  # of another user, or it has ended
        return False
