// For a path that nobody serves: which are near, and which methods a served path takes.
export interface Route {
  readonly method: string;
  /** "/api/legs/:id" */
  readonly path: string;
}

/** Methods under which exactly this path is served. */
export function methodsOf(path: string, routes: readonly Route[]): string[] {
  const parts = path.split("/");
  const served = routes.filter((route) => {
    const wanted = route.path.split("/");
    return (
      wanted.length === parts.length &&
      wanted.every((part, at) => (part.startsWith(":") ? parts[at] !== "" : part === parts[at]))
    );
  });
  return [...new Set(served.map((route) => route.method))];
}

/** Another method is half a segment away. */
const OTHER_METHOD = 0.5;

/** "GET /api/legs/:id", at most three, the nearest first. */
export function nearestPaths(method: string, path: string, routes: readonly Route[]): string[] {
  const wanted = path.slice(0, 500).split("/").slice(0, 20);
  return routes
    .map((route) => ({
      text: `${route.method} ${route.path}`,
      distance: distance(wanted, route.path.split("/")) + (route.method === method ? 0 : OTHER_METHOD),
    }))
    .sort((a, b) => a.distance - b.distance || a.text.localeCompare(b.text))
    .slice(0, 3)
    .map((route) => route.text);
}

/** Edits between two lists of segments; a segment that is nearly right costs less than one that is missing. */
function distance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, segment] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      row.push(Math.min((above[j] ?? 0) + differ(segment, other), (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

/** Graph's: what one lacks the other may have. */
const VERSIONS: ReadonlySet<string> = new Set(["v1.0", "beta"]);

function differ(segment: string, other: string): number {
  if (segment === other) return 0;
  if (other.startsWith(":")) return 0.3;
  const [a, b] = [segment.toLowerCase(), other.toLowerCase()];
  if (a === b) return 0.1;
  if (VERSIONS.has(a) && VERSIONS.has(b)) return 0.4;
  return a.slice(0, 3) === b.slice(0, 3) || a.slice(-4) === b.slice(-4) ? 0.5 : 1.2;
}
