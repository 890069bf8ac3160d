import { expect, describe as group, it } from "vitest";
import { playScene } from "../../../src/cli/demo/play.ts";
import { describe, type Scene } from "../../../src/cli/demo/scene.ts";
import { SCENES } from "../../../src/cli/demo/scenes.ts";

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
