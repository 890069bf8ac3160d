// docker/Dockerfile without an engine: its steps run in order, each stage in a clean folder that holds only what was copied
// there, and what comes of them starts. Base images, users and health checks stay an engine's to prove.
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { PROJECT, run, start, temporaryFolder } from "../support/processes.ts";
import { expect, type Step } from "./step.ts";

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** Folders of a stage that stand for the same ones of its image. */
const IMAGE_FOLDERS = ["/app", "/build", "/data", "/report", "/usr/local/bin"];

async function buildByHand(): Promise<string> {
  const instructions = readInstructions(readFileSync(join(PROJECT, "docker", "Dockerfile"), "utf8"));
  const allowed = readFileSync(join(PROJECT, "docker", "Dockerfile.dockerignore"), "utf8").split("\n");
  const stages = new Map<string, string>();
  let root = "";
  let folder = "";
  for (const { word, rest } of instructions) {
    if (word === "FROM") {
      root = temporaryFolder("dockerfile").path;
      stages.set(/ AS (\S+)$/i.exec(rest)?.[1] ?? "last", root);
      mkdirSync(join(root, "usr/local/bin"), { recursive: true });
    } else if (word === "WORKDIR") {
      folder = rest;
      mkdirSync(join(root, folder), { recursive: true });
    } else if (word === "COPY") copy(rest, { root, folder, stages, allowed });
    else if (word === "RUN") await run("sh", ["-euc", inFolder(rest, root)], { cwd: join(root, folder) });
  }
  return join(root, folder);
}

/** One a line; a line that ends with a backslash goes on. */
function readInstructions(text: string): Instruction[] {
  const lines = text.replace(/\\\n\s*/g, "").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [word = "", ...rest] = line.split(" ");
      return { word, rest: rest.join(" ") };
    });
}

interface Stage {
  readonly root: string;
  readonly folder: string;
  readonly stages: ReadonlyMap<string, string>;
  readonly allowed: readonly string[];
}

function copy(rest: string, { root, folder, stages, allowed }: Stage): void {
  const from = /^--from=(\S+) /.exec(rest)?.[1];
  const paths = rest.replace(/^--from=\S+ /, "").split(" ");
  const to = paths.pop() ?? "";
  for (const path of paths) {
    if (from === undefined) expect(`.dockerignore lets ${path} through`, allowed.includes(`!${path}`), allowed);
    const source = from === undefined ? join(PROJECT, path) : join(stages.get(from) ?? "", path);
    expect(`${path} is there to copy`, existsSync(source), source);
    const target = to.endsWith("/") ? posix.join(to, posix.basename(path)) : to;
    cpSync(source, join(root, folder, target), { recursive: true, verbatimSymlinks: true });
  }
}

/** The image's folders are this stage's, and its user is who runs this. */
function inFolder(command: string, root: string): string {
  const words = command.replaceAll("chown node:node", 'chown "$(id -un)"').split(" ");
  return words
    .map((word) =>
      IMAGE_FOLDERS.some((path) => word === path || word.startsWith(`${path}/`)) ? join(root, word) : word,
    )
    .join(" ");
}

async function dockerfileStep(): Promise<string> {
  const app = await buildByHand();
  expect("no compiler stays in the image", !existsSync(join(app, "node_modules", "typescript")), app);
  expect("no source stays in the image", !existsSync(join(app, "src")), app);
  const program = start(
    process.execPath,
    ["bin/recall-sandbox.js", "up", "--ephemeral", "--ports", "0", "--json", "--log-level", "warn"],
    { cwd: app },
  );
  await program.line((line) => (line.includes('"ready":true') ? true : undefined));
  await program.stop();
  expect("it ends well when asked to stop", (await program.ended) === 0, program.complaints);
  return "every step ran in order in clean folders, and what came of them starts and stops";
}

export const dockerfileSteps: readonly Step[] = [
  { name: "Dockerfile, step by step without an engine", needs: [], run: dockerfileStep },
];
