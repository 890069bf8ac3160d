import { describe, expect, test } from "vitest";
import type { Behaviour } from "../../../src/smart-host/behaviours/behaviour.ts";
import { BEHAVIOURS, composeBehaviours } from "../../../src/smart-host/compose.ts";
import { PRESET_NAMES, presetBehaviours } from "../../../src/smart-host/presets.ts";
import { lines, relayed } from "./support.ts";

const MAIL = lines(
  ...["X-MS-Exchange-RecallReportGenerated: true", "x-sandbox-signature: true", "Subject: x", "Message-ID: <1@x>"],
  ...["Content-Type: text/plain; charset=us-ascii", "Content-Transfer-Encoding: base64", "", "SGVsbG8="],
);

async function run(behaviours: readonly Behaviour[], bytes = MAIL) {
  const message = relayed(bytes);
  for (const behaviour of behaviours) await behaviour.apply(message, { hostname: "host.example" });
  return { ...message, text: message.headers.toBuffer().toString("latin1") + message.body.toString("latin1") };
}

describe("presets", () => {
  test.each(PRESET_NAMES)("%s stamps the marker unless it is the one that drops it", async (name) => {
    const unstamped = await run(presetBehaviours(name), lines("Subject: x", "", "Hello"));
    expect(unstamped.headers.get("X-Sandbox-Signature")).toBe(name === "drops-loop-header" ? undefined : "true");
    const stamped = await run(presetBehaviours(name));
    expect(stamped.headers.all("X-Sandbox-Signature")).toEqual(name === "drops-loop-header" ? [] : ["true"]);
  });

  test("transparent changes nothing else, and needs no body", async () => {
    expect((await run(presetBehaviours("transparent"))).text).toBe(MAIL.toString("latin1"));
    expect(presetBehaviours("transparent").every((behaviour) => behaviour.needs === "headers")).toBe(true);
  });

  test("the others do what they are called", async () => {
    const signature = { text: "Signed", html: "" };
    expect((await run(presetBehaviours("signature", { signature }))).body.toString()).toBe(
      `\r\n${Buffer.from("Hello\r\n\r\nSigned").toString("base64")}\r\n`,
    );
    expect((await run(presetBehaviours("rewrites-message-id"))).headers.get("Message-ID")).toMatch(/@host\.example>$/);
    const stripped = await run(presetBehaviours("strips-exchange-headers"));
    expect(stripped.headers.has("X-MS-Exchange-RecallReportGenerated")).toBe(false);
    expect((await run(presetBehaviours("re-serialises"))).text).toContain("quoted-printable");
  });

  test("an unknown one is said by name", () => {
    expect(() => presetBehaviours("strips-tnef")).toThrow(
      'No smart host preset is called "strips-tnef": use one of transp',
    );
    expect(() => presetBehaviours("toString")).toThrow("No smart host preset");
  });
});

describe("composeBehaviours()", () => {
  test("every behaviour is there by name", () => {
    const needed: Record<string, string> = {
      ...{ delay: "1s", "strip-headers": "^x-", "remove-parts": "^image/" },
      ...{ "edit-text": "trim", "edit-files": "names", "edit-fields": "last", "only-for": "^subject:;drop" },
      ...{ "edit-envelope": "first", "set-header": "Subject: x", "repeat-headers": "^subject$" },
      ...{ "touch-tnef": "PidTagSubject" },
    };
    for (const { name } of BEHAVIOURS) {
      const option = needed[name];
      expect(composeBehaviours([{ name, ...(option && { option }) }])[0]?.name).toBe(name);
    }
  });

  test("options are read", async () => {
    const { fate, headers } = await run(
      composeBehaviours([
        ...["delay=1.5s", "delay=1m", "duplicate", "duplicate=2h", "split-per-recipient", "strip-headers=^x-ms-"],
        ...["loop-marker=X-Mine: yes=no", "rewrite-message-id=new.example", "reject=451 4.7.1 Later", "drop"],
      ]),
    );
    expect(fate).toMatchObject({ delayMs: 61_500, copiesAfterMs: [0, 7_200_000], isSplit: true, isDropped: true });
    expect(fate.refusal).toEqual({ code: 451, enhanced: "4.7.1", text: "Later" });
    expect(headers.get("X-Mine")).toBe("yes=no");
    expect(headers.get("Message-ID")).toMatch(/@new\.example>$/);
    expect(headers.has("X-MS-Exchange-RecallReportGenerated")).toBe(false);
  });

  test.each([
    ["nonsense", 'No behaviour is called "nonsense": use one of add-signature, '],
    ["delay", 'delay: "" is no duration such as 30s, 5m or 2h'],
    ["delay=soon", 'delay: "soon" is no duration'],
    ["drop=x", "drop takes no option"],
    ["strip-headers", "strip-headers needs a pattern"],
    ["strip-headers=(", "strip-headers: Invalid regular expression"],
    ["only-for=drop", 'only-for: "drop" is no pattern over header fields and a behaviour'],
    ["only-for=(;drop", "only-for: Invalid regular expression"],
    ["only-for=^subject;nonsense", 'No behaviour is called "nonsense"'],
    ["remove-parts", "remove-parts needs a pattern over media types or file names, such as ^image/"],
    ["edit-text", 'edit-text: "" is none of trim, quote-from, us-ascii, wrap'],
    ["edit-files=all", 'edit-files: "all" is none of line-ends, names'],
    ["loop-marker=x", 'loop-marker: "x" is no header field'],
    ["re-encode-winmail=80", 're-encode-winmail: "80" is neither quoted-printable nor a line length up to 76'],
    ["re-encode-winmail=0", "re-encode-winmail: "],
    ["re-encode-winmail=62", "re-encode-winmail: "],
    ['rename-winmail=a"; x', "rename-winmail: "],
    ["rename-winmail=a.dat;text", 'rename-winmail: "a.dat;text" is no name such as mail.dat'],
    ["reject=250 2.0.0 ok", 'reject: "250 2.0.0 ok" is no reply'],
    ["reject=550 a\r\nb", "reject: "],
  ])("%j is refused: %s", (spec, message) => {
    expect(() => composeBehaviours([spec])).toThrow(message);
  });
});
