import type { Look, MapView } from "./map-view";

const tap = 5; // pixels that a pointer may move and still mean the word below it
const step = 40; // pixels that an arrow key moves the map by

/**
 * Lets a map be moved: by dragging, by the wheel with Ctrl or Meta (the wheel alone scrolls the page), and by the keys
 * while the map has the focus. A click or a tap on a word chooses it.
 *
 * @param redraw of all maps that share the look
 */
export function letBeMoved(
  view: MapView,
  look: Look,
  redraw: () => void,
  choose: (id: number) => void,
): void {
  const { canvas } = view;
  let from: { x: number; y: number; moved: boolean } | undefined;
  const move = (dx: number, dy: number): void => {
    look.x -= dx / view.unit;
    look.y += dy / view.unit;
    redraw();
  };
  canvas.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX, y: event.clientY, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from === undefined) return view.hover(view.wordAt(event.offsetX, event.offsetY));
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(dx, dy) < tap) return;
    move(dx, dy);
    from = { x: event.clientX, y: event.clientY, moved: true };
  });
  canvas.addEventListener("pointerup", (event) => {
    const id = from && !from.moved ? view.wordAt(event.offsetX, event.offsetY) : undefined;
    from = undefined;
    if (id !== undefined) choose(id);
  });
  canvas.addEventListener("pointercancel", () => (from = undefined));
  canvas.addEventListener("pointerleave", () => view.hover(undefined));
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(view, look, event.offsetX, event.offsetY, Math.exp(-event.deltaY / 300));
      redraw();
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => {
    const keys: Record<string, () => void> = {
      ArrowLeft: () => move(step, 0),
      ArrowRight: () => move(-step, 0),
      ArrowUp: () => move(0, step),
      ArrowDown: () => move(0, -step),
      "+": () => zoomAt(view, look, canvas.clientWidth / 2, canvas.clientHeight / 2, 1.3),
      "-": () => zoomAt(view, look, canvas.clientWidth / 2, canvas.clientHeight / 2, 1 / 1.3),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
    redraw();
  });
}

/** Changes the size around a point of the canvas, which stays where it is. */
function zoomAt(view: MapView, look: Look, x: number, y: number, by: number): void {
  const { clientWidth, clientHeight } = view.canvas;
  const [dx, dy] = [x - clientWidth / 2, clientHeight / 2 - y];
  const before = view.unit;
  look.zoom = Math.min(200, Math.max(0.5, look.zoom * by));
  const after = view.unit;
  look.x += dx / before - dx / after;
  look.y += dy / before - dy / after;
}
