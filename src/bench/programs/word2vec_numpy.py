"""Skip-gram training in numpy as the assignment defines it, to be timed beside this project's.

Each window has a dense gradient of both matrices, and each pair a dense gradient of the outside vectors, as the
assignment's functions return them. With the same seeds it draws the same windows and negatives as this project, so
its losses must be the same.

usage: python word2vec_numpy.py IDS.json LOSS ITERATIONS
IDS.json: {"sentences": [[id, ...], ...], "counts": [...]}; prints one JSON object.
"""

import json
import random
import sys
import time

import numpy as np

D, WINDOW, NEGATIVES, BATCH, STEP = 10, 5, 10, 50, 0.3


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def naive_softmax(vc, o, U, draw):
    z = U @ vc
    y_hat = np.exp(z - z.max())
    y_hat /= y_hat.sum()
    loss = -np.log(y_hat[o])
    y_hat[o] -= 1
    return loss, U.T @ y_hat, np.outer(y_hat, vc)


def negative_sampling(vc, o, U, draw):
    ids = [o]
    for _ in range(NEGATIVES):
        k = draw()
        while k == o:
            k = draw()
        ids.append(k)
    sign = np.array([1] + [-1] * NEGATIVES)
    rows = U[ids]
    p = sigmoid(sign * (rows @ vc))
    slopes = sign * (p - 1)
    dU = np.zeros(U.shape)
    np.add.at(dU, ids, slopes[:, None] * vc)
    return -np.log(p).sum(), slopes @ rows, dU


def subsampled(sentences, counts, t):
    reject = np.maximum(0, 1 - np.sqrt(t * sum(counts) / np.array(counts))).tolist()
    kept = []
    for _ in range(30):
        for sentence in sentences:
            words = [w for w in sentence if reject[w] <= 0 or random.random() >= reject[w]]
            if len(words) > 1:
                kept.append(words)
    return kept


def draw_window(sentences, radius):
    while True:
        sentence = sentences[random.randint(0, len(sentences) - 1)]
        i = random.randint(0, len(sentence) - 1)
        context = sentence[max(0, i - radius) : i] + sentence[i + 1 : i + 1 + radius]
        context = [w for w in context if w != sentence[i]]
        if context:
            return sentence[i], context


def negative_table(counts):
    weights = np.array(counts) ** 0.75
    ends = np.cumsum(weights / weights.sum()) * 1e6
    table, j = [], 0
    for i in range(1_000_000):
        while i > ends[j] and j < len(ends) - 1:
            j += 1
        table.append(j)
    return table


def batch_gradient(x, loss_of, window, draw):
    n = len(x) // 2
    V, U = x[:n], x[n:]
    total, gradient = 0.0, np.zeros(x.shape)
    for _ in range(BATCH):
        centre, outside = window()
        loss, dV, dU = 0.0, np.zeros(V.shape), np.zeros(U.shape)
        for o in outside:
            pair_loss, d_vc, pair_dU = loss_of(V[centre], o, U, draw)
            loss += pair_loss
            dV[centre] += d_vc
            dU += pair_dU
        total += loss / BATCH
        gradient[:n] += dV / BATCH
        gradient[n:] += dU / BATCH
    return total, gradient


def main(ids, loss, iterations):
    with open(ids, encoding="utf-8") as file:
        data = json.load(file)
    counts = data["counts"]
    random.seed(31415)
    np.random.seed(9265)
    x = np.concatenate(((np.random.rand(len(counts), D) - 0.5) / D, np.zeros((len(counts), D))))
    table = negative_table(counts)
    first = random.randint(1, WINDOW)  # the assignment draws it before it subsamples
    sentences = subsampled(data["sentences"], counts, 1e-5)
    radii = [first]
    window = lambda: draw_window(sentences, radii.pop() if radii else random.randint(1, WINDOW))
    draw = lambda: table[random.randint(0, 999_999)]
    loss_of = {"naive-softmax": naive_softmax, "negative-sampling": negative_sampling}[loss]
    losses = []
    begun = time.process_time()
    for _ in range(iterations):
        total, gradient = batch_gradient(x, loss_of, window, draw)
        x -= STEP * gradient
        losses.append(total)
    print(json.dumps({"windows": iterations * BATCH, "cpuSeconds": time.process_time() - begun, "losses": losses}))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
