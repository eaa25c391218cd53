/** Drops a file, given by its name and text, on an element; it runs in the page. */
export function drop(area: { dispatchEvent(event: unknown): boolean }, [name, text]: string[]): void {
  const { DataTransfer, File, DragEvent } = globalThis as unknown as Record<
    string,
    new (...of: unknown[]) => never
  >;
  const dataTransfer = new DataTransfer() as { items: { add(file: unknown): void } };
  dataTransfer.items.add(new File([text], name));
  area.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}
