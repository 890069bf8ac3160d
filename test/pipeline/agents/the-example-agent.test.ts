// config/own-agent as it comes: its agent runs from its folder and does what its comments say.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT, run, temporaryFolder } from "../../support/processes.ts";
import { deliverFromOutside, headersOf, sandbox, subjects, submit } from "../../support/sandbox.ts";

const FOLDER = join(PROJECT, "config", "own-agent");
const start = () =>
  sandbox({
    config: join(FOLDER, "config.yaml"),
    env: { RECALL_SANDBOX_ORGANIZATION_DEFAULTPASSWORD: "secret" },
  });

it("marks mail from outside, once, in subject and header, and says so in the trace", async () => {
  const on = await start();
  for (const subject of ["Offer", "Re: [EXT] Offer"]) await deliverFromOutside(on, { subject });
  await on.idle();
  expect((await subjects(on, "bob")).sort()).toEqual(["Re: [EXT] Offer", "[EXT] Offer"]);
  expect((await headersOf(on, "bob")).get("X-Origin")).toBe("external");
  const marked = (await on.tracking.find({})).filter((event) => event.context === "External Tag");
  expect(marked.map(({ detail }) => detail)).toEqual(["Marked as external", "Marked as external"]);
});

it("leaves our own mail alone on its way round by the smart host", async () => {
  const on = await start();
  await submit(on, { subject: "Budget" });
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect((await headersOf(on, "bob")).get("X-Sandbox-Signature")).toBe("true");
});

it("is right in the eyes of the compiler", async () => {
  const { path } = temporaryFolder("types");
  const options = { extends: join(PROJECT, "tsconfig.json"), include: [join(FOLDER, "agents")] };
  const entry = ["agents", "mail-item"].map((file) => `export type * from "${PROJECT}/src/agent-api/${file}.ts";\n`);
  writeFileSync(join(path, "entry.ts"), entry.join(""));
  const paths = { "recall-sandbox": [join(path, "entry.ts")] };
  const typeRoots = [join(PROJECT, "node_modules", "@types")];
  writeFileSync(join(path, "tsconfig.json"), JSON.stringify({ ...options, compilerOptions: { paths, typeRoots } }));
  await run(join(PROJECT, "node_modules", ".bin", "tsc"), ["-p", path]);
});
