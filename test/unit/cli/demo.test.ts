import { expect, describe as group, it } from "vitest";
import { playScene } from "../../../src/cli/demo/play.ts";
import { describe, type Scene } from "../../../src/cli/demo/scene.ts";
import { SCENES } from "../../../src/cli/demo/scenes.ts";
import { demo } from "../../../src/cli/demo.ts";
import { fakeTerminal } from "./terminal.ts";

const scene = (play: Scene["play"]): Scene => ({ id: "x", title: "X", expected: "recalled; report: recalled", play });

group("playScene()", () => {
  it("judges by what was seen", async () => {
    const seen = { outcome: "original stays", report: "recalled", claims: [], why: "so", trueReason: null } as const;
    expect(await playScene(scene(async () => seen))).toMatchObject({
      ok: false,
      seen: "original stays; report: recalled",
    });
  });

  it("is not ok when a claim beside outcome and report does not hold", async () => {
    const claims = [
      { holds: true, otherwise: "never said" },
      { holds: false, otherwise: "the request left" },
    ];
    const result = await playScene(
      scene(async () => ({ outcome: "recalled", report: "recalled", claims, why: "so", trueReason: null })),
    );
    expect(result).toMatchObject({ ok: false, seen: "recalled; report: recalled; the request left" });
  });

  it("is not ok when the scene throws, with the error as why", async () => {
    const result = await playScene(
      scene(async () => {
        throw new Error("the tenant refused the message");
      }),
    );
    expect(result).toMatchObject({ ok: false, seen: "an error", why: "the tenant refused the message" });
  });
});

group("demo()", () => {
  const seen = (outcome: "recalled" | "original stays") =>
    scene(async () => ({ outcome, report: "recalled", claims: [], why: "So it is.", trueReason: "It was read." }));

  it("marks what is not ok, gives the true reason and ends with 1", async () => {
    const terminal = fakeTerminal();
    await demo(terminal, [seen("recalled"), seen("original stays")], {});
    expect(terminal.exitCode).toBe(1);
    const [header, first, second, last] = terminal.written;
    expect(header).toMatch(/^scene +expected +seen +why$/);
    expect(first).toMatch(/ ok +So it is\.$/);
    expect(second).toMatch(/ original stays; report: recalled +NOT OK +It was read\.$/);
    expect(last).toMatch(/1 of 2 not ok$/);
  });

  it("puts why below the rest where the terminal is narrow", async () => {
    const terminal = fakeTerminal({ columns: 70 });
    await demo(terminal, [seen("recalled")], {});
    expect(terminal.written[1]).toMatch(/ ok\n {5}So it is\.$/);
    expect(terminal.exitCode).toBe(0);
  });

  it("with --json prints one document and nothing else", async () => {
    const terminal = fakeTerminal();
    await demo(terminal, [seen("original stays")], { json: true });
    expect(terminal.exitCode).toBe(1);
    expect(terminal.written).toHaveLength(1);
    expect(JSON.parse(terminal.written[0] ?? "")).toEqual({
      scenes: [
        {
          id: "x",
          title: "X",
          expected: "recalled; report: recalled",
          seen: "original stays; report: recalled",
          ok: false,
          why: "It was read.",
        },
      ],
    });
  });
});

group("SCENES", () => {
  it("have ids of their own and an expectation in the words of what is seen", () => {
    expect(new Set(SCENES.map(({ id }) => id)).size).toBe(SCENES.length);
    for (const { expected } of SCENES)
      expect(expected).toMatch(/^(recalled|original stays|never arrives, NDR 5\.4\.14|never seen); report: /);
  });

  it("describes without broken claims in two parts", () => {
    expect(describe({ outcome: "never seen", report: "pending", claims: [], why: "", trueReason: null })).toBe(
      "never seen; report: pending",
    );
  });
});
