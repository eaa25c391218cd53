"""Nearest words by gensim, one word after another, and by numpy, all in one product.

    python time_neighbours.py FILE QUERIES K     prints one line of JSON
"""

import json
import sys
import time

import numpy
from gensim.models import KeyedVectors


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    value = work()
    return value, {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def by_gensim(vectors, queries, k):
    return [[cosine for _, cosine in vectors.most_similar(w, topn=k)] for w in range(queries)]


def by_numpy(unit, queries, k):
    cosines = unit[:queries] @ unit.T
    cosines[numpy.arange(queries), numpy.arange(queries)] = -numpy.inf
    best = numpy.argpartition(-cosines, k, axis=1)[:, :k]
    return -numpy.sort(-numpy.take_along_axis(cosines, best, axis=1), axis=1)


file, queries, k = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
vectors = KeyedVectors.load_word2vec_format(file, binary=True)
_, index = timed(vectors.fill_norms)
gensims, gensim_seconds = timed(lambda: by_gensim(vectors, queries, k))
unit = vectors.get_normed_vectors()
numpys, numpy_seconds = timed(lambda: by_numpy(unit, queries, k))
figures = {"index": index, "gensim": gensim_seconds, "numpy": numpy_seconds}
print(json.dumps({**figures, "cosines": gensims, "numpyCosines": numpys.astype(float).tolist()}))
