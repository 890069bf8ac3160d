// The compose files, without an engine: each is a file of the Compose Specification by its published schema, publishes ports on
// this machine's loopback only, and starts commands and files that are there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConfiguration } from "../../src/organization/load.ts";
import { command, PROJECT } from "../cli/command.ts";
import { composeProblems } from "../support/compose-schema.ts";

interface Service {
  readonly build?: string | { readonly context: string; readonly dockerfile?: string };
  readonly command?: string;
  readonly ports?: readonly string[];
  readonly network_mode?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

const FOLDER = join(PROJECT, "docker");
const FILES = readdirSync(FOLDER).filter((name) => /^compose.*\.yaml$/.test(name));
const read = (name: string) => parse(readFileSync(join(FOLDER, name), "utf8")) as Compose;

const services = FILES.flatMap((file) =>
  Object.entries(read(file).services).map(([name, service]) => ({ file, name, service })),
);
const ours = services.flatMap(({ file, name, service }) =>
  service.command === undefined
    ? []
    : [{ file, name, words: service.command.replace(/\$\{[^}]*:-([^}]*)\}/g, "$1").split(" ") }],
);
/** Of every port: how it is told on which address it is published. */
const isOnLoopback = (port: string) => /^127\.0\.0\.1:\d+:\d+$/.test(port);

describe("compose files", () => {
  it.each(["compose.yaml", "compose.vendor.yaml", "compose.two-tenants.yaml"])("%s is there", (name) => {
    expect(FILES).toContain(name);
  });

  it.each(FILES)("%s keeps the published schema", (file) => {
    expect(composeProblems(read(file))).toEqual([]);
  });

  it("would not keep it with a word of its own", () => {
    expect(composeProblems({ services: { tenant: { image: "recall-sandbox", prots: [] } } })).not.toEqual([]);
  });

  it.each(services)("$file: $name publishes on loopback only, or nothing", ({ service }) => {
    expect((service.ports ?? []).filter((port) => !isOnLoopback(port))).toEqual([]);
    expect(service.network_mode).not.toBe("host");
  });

  it("tells apart what is published to everybody", () => {
    expect(["8025:8025", "0.0.0.0:8025:8025", "8025", "127.0.0.1:8025:8025"].filter(isOnLoopback)).toEqual([
      "127.0.0.1:8025:8025",
    ]);
  });

  it.each(services)("$file: $name is built from a file that is there", ({ service: { build } }) => {
    if (build === undefined) return;
    const context = resolve(FOLDER, typeof build === "string" ? build : build.context);
    const file = typeof build === "string" ? "Dockerfile" : (build.dockerfile ?? "Dockerfile");
    expect(existsSync(join(context, file))).toBe(true);
  });

  it.each(ours)("$file: $name is told what its verb knows", async ({ words: [verb = "", ...rest] }) => {
    const { code, stdout } = await command([verb, "--help"]);
    expect(code).toBe(0);
    for (const option of rest.filter((word) => word.startsWith("--"))) expect(stdout).toContain(option);
    const config = rest[rest.indexOf("--config") + 1];
    if (rest.includes("--config")) expect(() => loadConfiguration(join(PROJECT, config ?? ""), {})).not.toThrow();
  });
});
