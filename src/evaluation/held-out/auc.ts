/**
 * The area under the ROC curve: how often a pair of one example of each label is ranked in the right order,
 *
 *     AUC = (#{(i, j): s_i > s_j} + ½ #{(i, j): s_i = s_j}) / (n₊ n₋)          i of the label, j not
 *
 * ½ at chance, 1 if every example of the label is above all others, 0 if below (J. A. Hanley and B. J. McNeil, Radiology,
 * 1982). Computed from ranks, equal scores sharing their mean rank. Costs O(n log n).
 */
export function rocAuc(scores: readonly number[], labels: readonly boolean[]): number {
  if (scores.length !== labels.length)
    throw new RangeError(`rocAuc requires a label for each score, got ${labels.length} for ${scores.length}`);
  const positive = labels.filter(Boolean).length;
  const negative = labels.length - positive;
  if (positive === 0 || negative === 0)
    throw new RangeError(`rocAuc requires both labels, got ${positive} and ${negative} of them`);
  const order = [...scores.keys()].sort((i, j) => scores[i] - scores[j]);
  let sum = 0; // of the ranks, from 1, of the label's examples
  for (let first = 0, last: number; first < order.length; first = last) {
    last = first;
    while (last < order.length && scores[order[last]] === scores[order[first]]) last++;
    for (let k = first; k < last; k++) if (labels[order[k]]) sum += (first + 1 + last) / 2;
  }
  return (sum - (positive * (positive + 1)) / 2) / (positive * negative);
}
