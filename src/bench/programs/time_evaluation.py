"""gensim trains vectors on a text, or evaluates some; prints one line of JSON.

    python time_evaluation.py train TEXT FILE
    python time_evaluation.py evaluate FILE
"""

import json
import os
import sys
import time

import gensim.test
from gensim.models import KeyedVectors, Word2Vec
from gensim.models.word2vec import LineSentence

DATA = os.path.join(gensim.test.__path__[0], "test_data")


def train(text, file):
    model = Word2Vec(LineSentence(text), vector_size=100, min_count=5, sg=1, epochs=5, seed=1, workers=1)
    model.wv.save_word2vec_format(file, binary=True)
    return {"words": len(model.wv), "data": DATA}


def evaluate(file):
    vectors = KeyedVectors.load_word2vec_format(file, binary=True)
    pairs = lambda name: float(vectors.evaluate_word_pairs(os.path.join(DATA, name))[1][0])
    wall, cpu = time.perf_counter(), time.process_time()
    figures = {"wordSim": pairs("wordsim353.tsv"), "simLex": pairs("simlex999.txt")}
    figures["analogies"] = vectors.evaluate_word_analogies(os.path.join(DATA, "questions-words.txt"))[0]
    seconds = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return {"figures": figures, "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps({"train": train, "evaluate": evaluate}[sys.argv[1]](*sys.argv[2:])))
