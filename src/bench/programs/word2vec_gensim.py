"""Trains vectors with gensim, from a text file to a file of vectors. Prints time and memory as one line of JSON."""

import json
import resource
import sys
import time

from gensim.models import FastText, Word2Vec
from gensim.models.word2vec import LineSentence

text, vectors, given = sys.argv[1:]
settings = json.loads(given)
shape = {}
if "subwords" in settings:
    shortest, longest = map(int, settings["subwords"].split("-"))
    shape = {"min_n": shortest, "max_n": longest, "bucket": settings["buckets"]}
model = (FastText if shape else Word2Vec)(
    **shape,
    sg=0 if settings.get("architecture") == "cbow" else 1,
    hs=0,
    vector_size=settings["dimensions"],
    window=settings["window"],
    negative=settings["negatives"],
    sample=settings["subsample"],
    min_count=settings["minimumCount"],
    alpha=settings["stepSize"],
    epochs=settings["epochs"],
    workers=settings["workers"],
    seed=settings["seed"],
)
model.build_vocab(LineSentence(text))
wall, cpu = time.perf_counter(), time.process_time()
model.train(LineSentence(text), total_examples=model.corpus_count, epochs=model.epochs)
seconds = {"trainWallSeconds": time.perf_counter() - wall, "trainCpuSeconds": time.process_time() - cpu}
model.wv.save_word2vec_format(vectors, binary=True)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({**seconds, "words": len(model.wv), "tokens": model.corpus_total_words, "peakMemoryMB": memory}))
