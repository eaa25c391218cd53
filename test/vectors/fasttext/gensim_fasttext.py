"""Reads a model of fastText with gensim, and writes the vectors of words as JSON.

    python gensim_fasttext.py MODEL     reads a JSON list of words from the standard input
"""

import json
import sys

from gensim.models.fasttext import load_facebook_vectors

vectors = load_facebook_vectors(sys.argv[1])
json.dump([vectors[word].astype(float).tolist() for word in json.load(sys.stdin)], sys.stdout)
