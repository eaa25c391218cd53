"""A Dask cluster on SLURM for `npm run experiment`, through dask-jobqueue.

    .cache/dask-venv/bin/python -m pip install dask-jobqueue==0.9.0
    .cache/dask-venv/bin/python src/experiment/clusters/slurm.py --partition main --most 100

Start it on the login node, in a checkout that all nodes see, where `npm run experiment -- worker --version` has made that Python. It
prints the scheduler's address for `--scheduler`, asks SLURM for workers while there is work, and gives them back. With `--dry-run` it
prints the script that SLURM would get.
"""

import argparse
import asyncio
import shlex
import sys
from pathlib import Path

from dask_jobqueue import SLURMCluster

ROOT = Path(__file__).resolve().parents[3]


def options(arguments: argparse.Namespace) -> dict:
    """A job is a worker of one process with one thread, which takes a run at a time: `make_run` needs no more."""
    return {
        "queue": arguments.partition,
        "account": arguments.account,
        "walltime": arguments.walltime,
        "cores": 1,
        "processes": 1,
        "memory": arguments.memory,
        "python": str(ROOT / ".cache/dask-venv/bin/python"),
        "job_script_prologue": [f"cd {shlex.quote(str(ROOT))}"],
        "log_directory": str(ROOT / ".cache/slurm"),
    }


async def serve(arguments: argparse.Namespace) -> None:
    async with SLURMCluster(asynchronous=True, **options(arguments)) as cluster:
        if arguments.dry_run:
            print(cluster.job_script())
            return
        cluster.adapt(minimum=arguments.fewest, maximum=arguments.most)
        print(f"npm run experiment -- 7 --grid dimensions=10,50 --scheduler {cluster.scheduler_address}")
        print(f"dashboard: {cluster.dashboard_link}; Ctrl-C ends the cluster", flush=True)
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partition", help="SLURM's, sbatch -p")
    parser.add_argument("--account", help="SLURM's, sbatch -A")
    parser.add_argument("--walltime", default="08:00:00", help="of a worker; its run is made again by another one")
    parser.add_argument("--memory", default="2GB", help="of a worker")
    parser.add_argument("--fewest", type=int, default=0, help="workers that stay (0)")
    parser.add_argument("--most", type=int, default=50, help="workers (50)")
    parser.add_argument("--dry-run", action="store_true", help="print the script of a worker")
    try:
        asyncio.run(serve(parser.parse_args()))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
