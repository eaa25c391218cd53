"""Which workers a scheduler has, which of them are used, and why the others are not."""

import asyncio
import sys

from distributed import Client
from distributed.comm import CommClosedError

from .work import refusal

EVERY = 1  # seconds between two looks at the workers
LONGEST = 120  # seconds for a worker's answer; the first one starts a program


class Workers:
    """Asks each worker once, when it is first seen."""

    def __init__(self, client: Client, wanted: dict, prefix: str, tell) -> None:
        """
        Args:
            wanted: as in `refusal`
            prefix: of the names of runs on the scheduler; what follows is the run's key
            tell: called with `joined` and `reason`, or with `lost` or `full` and `keys`
        """
        self._client = client
        self._wanted = wanted
        self._prefix = prefix
        self._tell = tell
        self._held: dict[str, list[str]] = {}  # the runs that each known worker has
        self._full: set[str] = set()
        self._tasks: set[asyncio.Task] = set()

    async def first(self) -> dict[str, str | None]:
        """Why each worker that is there may not be used; None for one that may."""
        self._held = await self._look()
        reasons = await asyncio.gather(*(self._ask(worker) for worker in self._held))
        return dict(zip(self._held, reasons))

    def watch(self) -> None:
        """Tells from now on of workers that join and workers that are lost."""
        self._start(self._watch())

    def retire(self, worker: str, key: str) -> None:
        """Tells of a worker whose disk is full, and closes it, so that the runs that it would have made next go to others."""
        self._held.pop(worker, None)
        self._full.add(worker)
        self._tell(full=worker, keys=[key])
        self._start(self._client.scheduler.retire_workers(workers=[worker], close_workers=True, remove=True))

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                now = await self._look()
            except Exception as error:  # the connection is lost; if it comes back, the next look tells
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
                continue
            now = {worker: runs for worker, runs in now.items() if worker not in self._full}
            for worker in self._held.keys() - now.keys():
                self._tell(lost=worker, keys=self._held[worker])
            for worker in now.keys() - self._held.keys():
                self._start(self._greet(worker))
            self._held = now

    async def _greet(self, worker: str) -> None:
        self._tell(joined=worker, reason=await self._ask(worker))

    async def _ask(self, worker: str) -> str | None:
        asked = self._client.run(refusal, self._wanted, workers=[worker], on_error="return")
        try:
            answer = (await asyncio.wait_for(asked, LONGEST))[worker]
        except TimeoutError:
            return f"it did not answer within {LONGEST} s"
        except Exception as error:
            answer = error
        if isinstance(answer, CommClosedError):
            return "it left before it answered"
        if isinstance(answer, ImportError):
            return "it has no code of this project; start it with `npm run experiment -- worker ADDRESS`"
        if isinstance(answer, Exception):
            return f"it gave no answer: {answer}"
        return answer

    async def _look(self) -> dict[str, list[str]]:
        processing = await self._client.scheduler.processing(workers=None)
        runs = {worker: [str(task) for task in tasks] for worker, tasks in processing.items()}
        return {
            worker: [task.removeprefix(self._prefix) for task in tasks if task.startswith(self._prefix)]
            for worker, tasks in runs.items()
        }

    def _start(self, work) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)  # the loop itself keeps no task alive
        task.add_done_callback(self._tasks.discard)
