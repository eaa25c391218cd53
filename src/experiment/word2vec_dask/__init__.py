"""Runs of a grid on Dask distributed: `client` sends them to a scheduler, `work` executes them on a worker.

This code has an environment of its own, which is made when Dask is first needed. The program that executes a run is
the same as without Dask, `word2vec_experiment.worker`, in the checkout of the worker's machine.
"""
