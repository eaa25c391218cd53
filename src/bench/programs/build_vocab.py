"""Reads a text with gensim: counts its words and chooses those to keep. Prints one line of JSON."""

import json
import resource
import sys
import time

from gensim.models import Word2Vec
from gensim.models.word2vec import LineSentence

model = Word2Vec(min_count=5, sg=1, workers=1)
wall, cpu = time.perf_counter(), time.process_time()
model.build_vocab(LineSentence(sys.argv[1]))
seconds = {"wallSeconds": time.perf_counter() - wall, "cpuSeconds": time.process_time() - cpu}
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({**seconds, "words": len(model.wv), "tokens": model.corpus_total_words, "peakMemoryMB": memory}))
