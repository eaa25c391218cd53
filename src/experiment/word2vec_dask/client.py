"""Sends runs to a Dask scheduler: `python -m word2vec_dask.client ADDRESS`, or `local` for a cluster on this machine.

Stdin: first the line {"resource": name, "wanted": ..., "parallel": n}, then a request a line: {"id": ..., "key":
..., "run": ...}. Stdout: {"dashboard": address, "workers": {worker: reason or null}} once, the reason why it may
not be used; later {"joined": worker, "reason": reason or null} {"lost": worker, "keys": of the runs that it had} and {"full": worker, "keys": ...} if its disk is full; and
for each request {"id": ..., "cell": k, "of": m, "name": ...} when a code cell begins, and {"id": ..., "status": "done"} or {"id": ..., "status": "failed", "error": text, ...}; a run's files are
in its folder by then. Queueing, retries and the loss of a worker are Dask's.
"""

import asyncio
import json
import os
import sys
import threading
from pathlib import Path

from distributed import Client, LocalCluster
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker

from .check import METADATA
from .live import Receiver, write_result
from .watch import Workers
from .work import Admission, make_run

PREFIX = "word2vec-"  # of the names that runs have on the scheduler
RETRIES = 2  # of a run whose program ended; a chapter that fails is an outcome, and is not tried again


def tell(**event) -> None:
    print(json.dumps(event), flush=True)


async def admit(client: Client, first: dict) -> Workers:
    """Reports which workers are used, and from then on which ones join and which are lost."""
    try:
        plugin = Admission(first["resource"], first["wanted"])
        await asyncio.wait_for(client.register_plugin(plugin), timeout=60)
    except Exception as error:  # a worker without this code, or one that does not answer; it is refused
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    await client.set_metadata([METADATA, first["resource"]], first["wanted"])  # for check.py
    workers = Workers(client, first["wanted"], PREFIX, tell)
    tell(dashboard=client.dashboard_link, workers=await workers.first())
    workers.watch()
    return workers


async def make(client: Client, resource: str, request: dict, live: Receiver) -> dict:
    """One run, from the request to its files in its folder."""
    key = f"{PREFIX}{request['key']}"
    live.begin(request)
    future = client.submit(
        make_run, request["run"], resource, key=key, resources={resource: 1}, retries=RETRIES, pure=False
    )
    try:
        result = await future
        live.end(request)
        for name, content in result["files"].items():
            write_result(Path(request["run"]["folder"]), name, content)
        return result["outcome"]
    except FutureCancelledError:
        print("the Dask scheduler was lost; run the same command again to make the missing runs", file=sys.stderr, flush=True)
        os._exit(1)
    except KilledWorker as error:
        last = getattr(error.last_worker, "address", error.last_worker)
        return {"status": "failed", "error": f"every worker that started this run was lost, the last one was {last}"}
    except Exception as error:
        return {"status": "failed", "error": f"{type(error).__name__}: {error}"}
    finally:
        live.end(request)
        future.release()


async def serve(client: Client) -> None:
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue = asyncio.Queue()

    def read() -> None:
        """Stdin closes when the program that started this one has ended."""
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, json.loads(line))
        os._exit(1)

    threading.Thread(target=read, daemon=True).start()
    first = await lines.get()
    workers = await admit(client, first)

    def begin_cell(request: dict, line: dict) -> None:
        tell(id=request["id"], cell=line["cell"], of=line["of"], name=line["name"])

    live = Receiver(begin_cell, workers.retire)
    client.subscribe_topic(first["resource"], live.take)
    waiting = set()

    async def answer(request: dict) -> None:
        tell(id=request["id"], **await make(client, first["resource"], request, live))

    while True:
        task = asyncio.create_task(answer(await lines.get()))
        waiting.add(task)
        task.add_done_callback(waiting.discard)


async def main(address: str, processes: str = "1") -> None:
    """`processes` of a local cluster: a number, or `LOW..HIGH` for as many as there is work for."""
    if address != "local":
        async with Client(address, asynchronous=True, timeout=15) as client:
            await serve(client)
        return
    fewest, _, most = processes.partition("..")
    options = {"n_workers": int(fewest), "threads_per_worker": 1, "host": "127.0.0.1"}
    async with LocalCluster(asynchronous=True, memory_limit=0, **options) as cluster:
        if most:
            cluster.adapt(minimum=int(fewest), maximum=int(most))
        async with Client(cluster, asynchronous=True) as client:
            await serve(client)


if __name__ == "__main__":
    try:
        asyncio.run(main(*sys.argv[1:]))
    except OSError as error:
        sys.exit(
            f"no Dask scheduler answers at {sys.argv[1]}: {error}\n"
            "`npm run experiment -- scheduler` starts one, and prints its address"
        )
