"""Trains a small model with the real fastText, and writes what it says of words, known and never seen.

    python make_model.py FOLDER     writes model.bin, plain.bin (without parts of words) and values.json

The files beside this program were written by it, with fasttext-numpy2-wheel 0.9.2, which is fastText 0.9.2.
"""

import json
import os
import random
import sys

import fasttext

WORDS = ["water", "watery", "wasser", "été", "étés", "漢字", "漢字文", "😀", "a", "ab", "straße", "the"]
UNSEEN = ["waters", "été漢", "😀😀", "b", "x", "thé", "\x80ÿ", "water\u00a0", "</s>", ""]


# Ten threads fill a tenth of a matrix each; fewer would leave the rest of it as it was in memory.
def train(text, **settings):
    return fasttext.train_unsupervised(
        text, dim=10, minCount=1, epoch=2, thread=10, verbose=0, ws=3, t=1, **settings
    )


def main(folder):
    random.seed(1)
    text = os.path.join(folder, "text")
    with open(text, "w", encoding="utf8") as file:
        for _ in range(200):
            file.write(" ".join(random.choice(WORDS) for _ in range(8)) + "\n")
    values = {}
    for name, model in [
        ("model.bin", train(text, bucket=60, minn=1, maxn=4)),
        ("plain.bin", train(text, bucket=0, minn=0, maxn=0, model="cbow")),
    ]:
        model.save_model(os.path.join(folder, name))
        words = model.get_words()
        vectors = {word: model.get_word_vector(word).astype(float).tolist() for word in [*words, *UNSEEN]}
        values[name] = {"words": words, "vectors": vectors}
    os.remove(text)
    with open(os.path.join(folder, "values.json"), "w", encoding="utf8") as file:
        json.dump(values, file, ensure_ascii=False)
        file.write("\n")


main(sys.argv[1])
