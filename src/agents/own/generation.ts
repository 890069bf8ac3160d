// Imports users' files anew each time. Node keeps a module for as long as the process lives, so each load asks for it
// under a name of its own (?agents=N), and a hook hands that name on to the modules that it imports.
import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PACKAGE_ROOT } from "../../runtime/package-files.ts";

/** One load: a module that several files import is the same for all of them, and another one than in the load before. */
export interface Generation {
  /** Rejects with what the file threw, or why it can't be read. */
  import(file: string): Promise<Readonly<Record<string, unknown>>>;
  /** The file and all that it imports, directly or not; packages are left out. Absolute paths. */
  filesOf(file: string): ReadonlySet<string>;
}

/** What stands behind the address of a file. */
export const MARK = /\?agents=\d+$/;

/** Who imports whom, by mark. */
const graphs = new Map<string, Map<string, Set<string>>>();
const ours = ["src", "dist"].map((folder) => pathToFileURL(join(PACKAGE_ROOT, folder)).href);

export function newGeneration(): Generation {
  if (graphs.size === 0) hook();
  forgetCommonJs();
  const mark = `?agents=${graphs.size + 1}`;
  const graph = new Map<string, Set<string>>();
  graphs.set(mark, graph);
  return {
    import: (file) => import(pathToFileURL(file).href + mark),
    filesOf(file) {
      const found = new Set([file]);
      for (const one of found) for (const imported of graph.get(one) ?? []) found.add(imported);
      return found;
    },
  };
}

function hook(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const found = nextResolve(specifier, context);
      const { parentURL = "" } = context;
      if (MARK.test(found.url)) return { ...found, ...asModule(found.url) };
      const mark = MARK.exec(parentURL)?.[0];
      if (mark === undefined || !isUsers(found.url)) return found;
      const [parent, file] = [pathOf(parentURL), pathOf(found.url)];
      const graph = graphs.get(mark);
      graph?.set(parent, (graph.get(parent) ?? new Set()).add(file));
      return { ...found, url: found.url + mark, ...asModule(file) };
    },
  });
}

function isUsers(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/") && !ours.some((own) => url.startsWith(`${own}/`));
}

/** An ES module, whatever a package.json above says or the text looks like; CommonJS has .cjs for itself. */
function asModule(file: string): { format?: string } {
  const [, kind] = /\.([jt])s(?:\?.*)?$/.exec(file) ?? [];
  if (kind === undefined) return {};
  return { format: kind === "t" ? "module-typescript" : "module" };
}

const pathOf = (url: string): string => fileURLToPath(url.replace(MARK, ""));

/** CommonJS is known by its path, whatever stands behind it. */
function forgetCommonJs(): void {
  const { cache } = createRequire(import.meta.url);
  for (const graph of graphs.values()) {
    for (const files of graph.values()) for (const file of files) if (/\.c[jt]s$/.test(file)) delete cache[file];
  }
}
