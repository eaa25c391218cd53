import { Misfit } from "./misfit";
import type { OpenShape, Sizes } from "./sizes";

/**
 * Reads the shapes of definitions. What was read is kept while it would be read to the same: nothing more is known of
 * the sizes, the shape has no size that was made for it, and no name stands in its own definition.
 */
export class DefinitionShapes<Shape extends OpenShape> {
  private readonly within = new Set<string>();
  private cycles = 0;
  private readonly kept = new Map<string, { version: number; found: Shape | Misfit }>();

  constructor(private readonly sizes: Sizes) {}

  /**
   * @param text what is defined
   * @returns undefined within itself
   * @throws Misfit where reading does
   */
  read(text: string, read: () => Shape): Shape | undefined {
    if (this.within.has(text)) {
      this.cycles++;
      return undefined;
    }
    const kept = this.kept.get(text);
    if (kept?.version === this.sizes.version) {
      if (kept.found instanceof Misfit) throw kept.found;
      return kept.found;
    }
    const { version, count } = this.sizes;
    const { cycles } = this;
    const keep = (found: Shape | Misfit): void => {
      if (this.sizes.version === version && this.cycles === cycles) this.kept.set(text, { version, found });
    };
    this.within.add(text);
    try {
      const found = read();
      if (found.rows < count && found.columns < count) keep(found);
      return found;
    } catch (error) {
      if (error instanceof Misfit) keep(error);
      throw error;
    } finally {
      this.within.delete(text);
    }
  }
}
