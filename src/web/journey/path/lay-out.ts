// Where the stops of a path stand: in rows that turn at their ends, so that what goes out is seen to come back.
export interface Place {
  /** Percent of the drawing's width and height: the middle of the stop. */
  readonly x: number;
  readonly y: number;
}

export function layOut(count: number, columns: number): Place[] {
  const rows = Math.max(1, Math.ceil(count / columns));
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const step = index % columns;
    const column = row % 2 === 0 ? step : columns - 1 - step;
    return { x: ((column + 0.5) / columns) * 100, y: ((row + 0.5) / rows) * 100 };
  });
}

/** Stops side by side: an even way out and back where there is room. */
export function columnsFor(count: number, width: number): number {
  const fitting = width < 640 ? 2 : width < 1000 ? 3 : 4;
  return Math.max(1, Math.min(fitting, count));
}
