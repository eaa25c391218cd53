/**
 * The values of names that cells declare, each in a box that all cells share (`compiler/live-scope.ts`).
 *
 * A box has the name for its key. Until the name has a value, reading it is the error that JavaScript gives.
 */
import { CellReferenceError } from "./cells-global";

export type Box = Record<string, unknown>;

const { create, defineProperty, hasOwn } = Object;

function makeBox(name: string): Box {
  const empty = create(null, {
    [name]: {
      get: () => {
        throw new CellReferenceError(`Cannot access '${name}' before initialization`);
      },
      set(this: Box, value: unknown) {
        defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    },
  });
  return create(empty) as Box;
}

export class Scope {
  private readonly boxes = new Map<string, Box>();

  box(name: string): Box {
    const known = this.boxes.get(name);
    if (known) return known;
    const made = makeBox(name);
    this.boxes.set(name, made);
    return made;
  }

  has(name: string): boolean {
    const box = this.boxes.get(name);
    return box !== undefined && hasOwn(box, name);
  }

  /** The value of a name that has one. */
  get(name: string): unknown {
    return this.has(name) ? this.box(name)[name] : undefined;
  }

  /** Names that have values. */
  names(): string[] {
    return [...this.boxes.keys()].filter((name) => this.has(name));
  }
}
