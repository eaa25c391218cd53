/** A time limit that starts again whenever there is progress. */
export interface TimeLimit {
  /** Aborts when time is up, or with the signal that the limit was made with. */
  readonly signal: AbortSignal;
  /** Starts again. When the time is up, the error names what was `missed`. */
  restart(milliseconds: number, missed: string): void;
  stop(): void;
}

/** A time limit that has not started. @param outer stops the same work at any time */
export function timeLimit(outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  outer?.throwIfAborted();
  outer?.addEventListener("abort", () => controller.abort(outer.reason), { signal: controller.signal });
  return {
    signal: controller.signal,
    restart(milliseconds, missed) {
      clearTimeout(timer);
      timer = setTimeout(
        () => controller.abort(new Error(`${missed} for ${milliseconds / 1000} s`)),
        milliseconds,
      );
    },
    stop: () => clearTimeout(timer),
  };
}
