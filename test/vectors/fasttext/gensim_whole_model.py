"""Reads a whole model of fastText with gensim, as it would to train it on, and writes what it holds as JSON.

    python gensim_whole_model.py MODEL
"""

import json
import sys

import numpy
from gensim.models.fasttext import load_facebook_model

model = load_facebook_model(sys.argv[1])
wv = model.wv
json.dump(
    {
        "counts": {word: int(wv.get_vecattr(word, "count")) for word in wv.index_to_key},
        "settings": [
            *[model.vector_size, model.window, model.epochs, model.min_count, model.negative, model.sample],
            *[wv.bucket, wv.min_n, wv.max_n],
        ],
        "input": numpy.concatenate([wv.vectors_vocab, wv.vectors_ngrams]).astype(float).ravel().tolist(),
        "output": model.syn1neg.astype(float).ravel().tolist(),
    },
    sys.stdout,
)
