/** A rectangle in pixels; y grows downwards. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A point to label, and the size of its label, in pixels. */
export interface Anchor {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A straight line, in pixels. */
export interface Segment {
  start: { x: number; y: number };
  end: { x: number; y: number };
}

const dotStep = 4;
const markRadius = 7;
const directions = 16;
const ringStep = 7;

/**
 * Places the label of each point such that no two labels overlap, all lie in the area, and each is near its point. The
 * search is greedy: points with many neighbours choose first. A point tries rings of growing radius, right and left
 * before above and below.
 *
 * The same input always gives the same places. In an area that is too full, labels overlap as little as possible.
 *
 * @param segments lines that are drawn anyway and should not be covered
 * @returns one box for each anchor, in their order
 */
export function placeLabels(
  anchors: readonly Anchor[],
  area: { width: number; height: number },
  segments: readonly Segment[] = [],
): Box[] {
  const placed: Box[] = [];
  const lines = segments.flatMap(dots);
  const boxes: Box[] = [];
  for (const i of crowdedFirst(anchors)) {
    const marks = marksBeside(anchors, anchors[i]);
    const best = bestBox(anchors[i], area, { marks, placed, lines });
    boxes[i] = best;
    placed.push(best);
    lines.push(...leader(anchors[i], best));
  }
  return boxes;
}

/** The area that two boxes share; it is 0 for boxes that only touch. */
export function overlap(a: Box, b: Box): number {
  const x = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const y = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return x > 1e-6 && y > 1e-6 ? x * y : 0;
}

/** The point's own mark, and the marks of other points with a margin; marks at the same place count as its own. */
function marksBeside(anchors: readonly Anchor[], own: Anchor): Box[] {
  const others = anchors.filter(({ x, y }) => Math.hypot(x - own.x, y - own.y) > markRadius + 3);
  return [square(own.x, own.y, markRadius), ...others.map(({ x, y }) => square(x, y, markRadius + 3))];
}

/** What a label should not cover: marks with a margin, other labels, lines. */
interface Occupied {
  marks: Box[];
  placed: Box[];
  lines: Box[];
}

function bestBox(
  anchor: Anchor,
  area: { width: number; height: number },
  { marks, placed, lines }: Occupied,
): Box {
  const reach = Math.hypot(area.width, area.height);
  let best = { box: boxAt(anchor, 0, markRadius), cost: Infinity };
  // the cost of a label: its distance from the point, more for what it covers and what its line crosses, and far
  // more for another label under it
  for (let radius = markRadius + 2; radius < reach && radius < best.cost; radius += ringStep) {
    for (let direction = 0; direction < directions; direction++) {
      const box = inside(boxAt(anchor, (2 * Math.PI * direction) / directions, radius), area);
      const covers = 0.5 * shared(box, marks) + 1000 * shared(box, placed) + 0.5 * shared(box, lines);
      let cost = radius + 0.01 * direction + covers;
      if (cost >= best.cost) continue;
      for (const dot of leader(anchor, box)) cost += 0.5 * (shared(dot, placed) + shared(dot, marks));
      if (cost < best.cost) best = { box, cost };
    }
  }
  return best.box;
}

function shared(box: Box, others: readonly Box[]): number {
  let sum = 0;
  for (const other of others) sum += overlap(box, other);
  return sum;
}

/** The line from a point to its label, outside of the point's mark and the label. */
function leader({ x, y }: Anchor, box: Box): Box[] {
  const end = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  return dots({ start: { x, y }, end }).filter(
    (dot, i) => i * dotStep > markRadius && overlap(dot, box) === 0,
  );
}

/** A line as a row of small squares. */
function dots({ start, end }: Segment): Box[] {
  const count = Math.floor(Math.hypot(end.x - start.x, end.y - start.y) / dotStep);
  return Array.from({ length: count }, (_, i) => {
    const share = i / count;
    return square(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share, 1.5);
  });
}

/** The label's box that touches a circle around its point in one direction. */
function boxAt({ x, y, width, height }: Anchor, angle: number, radius: number): Box {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return {
    left: x + radius * cos + (width / 2) * (cos - 1),
    top: y + radius * sin + (height / 2) * (sin - 1),
    width,
    height,
  };
}

function inside(box: Box, area: { width: number; height: number }): Box {
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));
  return {
    ...box,
    left: clamp(box.left, area.width - box.width),
    top: clamp(box.top, area.height - box.height),
  };
}

function square(x: number, y: number, half: number): Box {
  return { left: x - half, top: y - half, width: 2 * half, height: 2 * half };
}

/** Positions of the anchors, those with most others nearby first. */
function crowdedFirst(anchors: readonly Anchor[]): number[] {
  const near = anchors.map((a) =>
    anchors.reduce((sum, b) => sum + 1 / (1 + Math.hypot(a.x - b.x, a.y - b.y) / 40), 0),
  );
  return [...anchors.keys()].sort((i, j) => near[j] - near[i] || i - j);
}
