"""Joins the phrases of texts with gensim, and writes what it joined as JSON.

Input: a JSON list of {"text": file, "passes", "minimumCount", "threshold", "scorer", "connectors"}; the text has a
sentence on each line. Output: for each, its sentences as lists of words.
"""

import json
import sys

from gensim.models.phrases import Phrases
from gensim.models.word2vec import LineSentence

SCORERS = {"original": "default", "npmi": "npmi"}


def joined(wanted):
    sentences = list(LineSentence(wanted["text"]))
    for _ in range(wanted["passes"]):
        model = Phrases(
            sentences,
            min_count=wanted["minimumCount"],
            threshold=wanted["threshold"],
            scoring=SCORERS[wanted["scorer"]],
            connector_words=frozenset(wanted["connectors"]),
        )
        sentences = [list(sentence) for sentence in model[sentences]]
    return sentences


json.dump([joined(wanted) for wanted in json.load(sys.stdin)], sys.stdout)
