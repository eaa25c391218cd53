"""What the tests ask of the real gensim, and of the library of safetensors. Prints one JSON object.

    python gensim_program.py write FOLDER      writes vectors in every format, and their values
    python gensim_program.py exchange FOLDER NAME...   the same, and words and values of the files of these names
    python gensim_program.py ask FILE QUESTIONS   answers of KeyedVectors to the questions of a JSON file
    python gensim_program.py evaluate (FILE PAIRS[,PAIRS] ANALOGIES)...   figures of gensim's own evaluations

The files beside this program were written by `write`, with gensim 4.4.0 and safetensors 0.8.0.
"""

import json
import logging
import os
import sys

import numpy
from gensim.models import KeyedVectors
from gensim.scripts.word2vec2tensor import word2vec2tensor
from safetensors import safe_open
from safetensors.numpy import save_file

WORDS = ["</s>", "the", "The", "clichã©", "😀", "<b>&", "\ufeffa", "a\u00a0b", "e\u0301", "0.5", "漢字"]


def write(folder):
    values = numpy.random.default_rng(7).standard_normal((len(WORDS), 5)).astype(numpy.float32)
    values[2] = [0, -0.0, 1e-7, 123456.789, -3.4e38]
    vectors = KeyedVectors(5)
    vectors.add_vectors(WORDS, values)
    path = lambda name: os.path.join(folder, name)
    vectors.save_word2vec_format(path("vectors.txt"))
    vectors.save_word2vec_format(path("vectors.bin"), binary=True)
    vectors.save_word2vec_format(path("headless.txt.gz"), write_header=False)
    vectors.save(path("vectors.kv"))
    word2vec2tensor(path("vectors.txt"), path("gensim"))
    for name, type in [("float32", numpy.float32), ("float64", numpy.float64)]:
        save_file({"vectors": values.astype(type)}, path(name + ".safetensors"), {"words": json.dumps(WORDS)})
    with open(path("values.json"), "w", encoding="utf8") as file:
        json.dump({"words": WORDS, "values": values.astype(float).ravel().tolist()}, file, ensure_ascii=False)
        file.write("\n")
    return {}


def exchange(folder, *names):
    write(folder)
    return [read(os.path.join(folder, name)) for name in names]


def read(file):
    if file.endswith(".safetensors"):
        with safe_open(file, "numpy") as opened:
            words, values = json.loads(opened.metadata()["words"]), opened.get_tensor("vectors")
    else:
        vectors = KeyedVectors.load_word2vec_format(file, binary=".bin" in file)
        words, values = vectors.index_to_key, vectors.vectors
    return {"words": words, "values": values.astype(float).ravel().tolist(), "type": str(values.dtype)}


def ask(file, questions):
    vectors = KeyedVectors.load_word2vec_format(file, binary=".bin" in file)
    with open(questions, encoding="utf8") as opened:
        asked = json.load(opened)
    plain = lambda answer: float(answer) if isinstance(answer, numpy.floating) else answer
    answers = []
    for name, args, options in asked:
        answer = getattr(vectors, name)(*args, **options)
        if name == "rank_by_centrality":
            answer = [[word, float(cosine)] for cosine, word in answer]
        answers.append([float(x) for x in answer] if name == "distances" else plain(answer))
    return answers


def evaluate(*files):
    return [evaluate_one(*files[i : i + 3]) for i in range(0, len(files), 3)]


def evaluate_one(file, pairs, analogies):
    vectors = KeyedVectors.load_word2vec_format(file, binary=".bin" in file)
    given = {"pairs": [], "analogies": []}
    for path in pairs.split(","):
        pearson, spearman, missing = vectors.evaluate_word_pairs(path)
        given["pairs"].append({"pearson": float(pearson[0]), "spearman": float(spearman[0]), "missing": missing})
    score, sections = vectors.evaluate_word_analogies(analogies)
    given["accuracy"] = score
    for section in sections:
        right, wrong = len(section["correct"]), len(section["incorrect"])
        given["analogies"].append({"section": section["section"], "right": right, "answered": right + wrong})
    return given


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    print(json.dumps({"write": write, "exchange": exchange, "ask": ask, "evaluate": evaluate}[sys.argv[1]](*sys.argv[2:])))
