"""Runs of a grid on Dask distributed: `client` hands them to a scheduler, `work` executes them on a worker.

This code lives in an environment of its own, which is made when Dask is first asked for. What executes a run is the
same program as without Dask, `word2vec_experiment.worker`, in the checkout of the worker's machine.
"""
