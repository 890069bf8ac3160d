// Whatever stands where the smart host should: the check ends, and says what is wrong and what to do next.
import { describe, expect, it } from "vitest";
import { CheckError, type CheckOptions } from "../../../src/check/options.ts";
import type { Run } from "../../../src/check/run.ts";
import { type BadHost, handOver, hostThat, hostThatSays, type Mail } from "../../support/bad-hosts.ts";
import { fixedPorts } from "../../support/processes.ts";
import { check } from "../support.ts";

const TIMEOUT_MS = 3000;
/** More than anybody has by mistake. */
const STRANGERS = 1100;

interface Ports {
  readonly returnPort: number;
  readonly otherPort: number;
}

async function checked(start: (ports: Ports) => Promise<BadHost>, options: Partial<CheckOptions> = {}): Promise<Run> {
  const [returnPort = 0, otherPort = 0] = await fixedPorts(2);
  const host = await start({ returnPort, otherPort });
  try {
    return await check({
      smartHost: { host: "127.0.0.1", port: host.port },
      returnTo: { host: "127.0.0.1", port: returnPort },
      only: ["MIME-01"],
      timeoutMs: TIMEOUT_MS,
      ...options,
    });
  } finally {
    await host.stop();
  }
}

const sentence = (start: (ports: Ports) => Promise<BadHost>, options?: Partial<CheckOptions>): Promise<string> =>
  checked(start, options).then(
    ({ cases }) => `it ran: ${JSON.stringify(cases)}`,
    (error: unknown) => {
      if (error instanceof CheckError) return error.message;
      throw error;
    },
  );

const stranger = (index: number): Mail => ({
  from: "eve@elsewhere.example",
  to: ["alice@contoso.com"],
  content: Buffer.from(
    `From: eve@elsewhere.example\r\nTo: alice@contoso.com\r\nSubject: ${index}\r\nMessage-ID: <${index}@elsewhere.example>\r\n\r\nNot of this check\r\n`,
  ),
});

describe("a smart host that can't be used", () => {
  it("is not there", async () => {
    expect(await sentence(async ({ otherPort }) => ({ port: otherPort, stop: async () => {} }))).toMatch(
      /^The smart host at 127\.0\.0\.1:\d+ can't be reached: .*--smart-host/,
    );
  });

  it("refuses", async () => {
    expect(await sentence(() => hostThatSays("554 5.7.1 go away"))).toMatch(
      /turned the check away: 554 5\.7\.1 go away.*Let it accept this machine/,
    );
  });

  it("fails at TLS", async () => {
    const host = () =>
      hostThatSays("220 vendor.example", "250-vendor.example\r\n250 STARTTLS", "220 2.0.0 go on", "no TLS");
    expect(await sentence(host, { tls: "required" })).toMatch(/^TLS with the smart host at .* failed: .*--ca/);
  });

  it("wants a sign-in", async () => {
    expect(await sentence(() => hostThat(async () => {}, { needsAuth: true }))).toMatch(
      /530.*It wants a sign-in: give name and password with --auth/,
    );
  });

  it("knows another sign-in", async () => {
    const options = { auth: { username: "check", password: "wrong" }, tls: "none" } as const;
    expect(await sentence(() => hostThat(async () => {}, { needsAuth: true }), options)).toMatch(
      /refused the sign-in: 535.*--auth/,
    );
  });

  it("keeps what it accepts", async () => {
    expect(await sentence(() => hostThat(async () => {}))).toMatch(/needs mail to come back.*let it hand mail to/);
  });

  it("hands mail back, and never replies to it", async () => {
    const start = ({ returnPort }: Ports) => hostThat((mail) => handOver(returnPort, mail), { isMute: true });
    expect(await sentence(start)).toMatch(
      /came back, but the smart host had not answered for it .* It must reply to the end of each message\.$/,
    );
  });

  it("hands mail to a port of somebody else", async () => {
    const start = ({ otherPort }: Ports) => hostThat((mail) => handOver(otherPort, mail));
    expect(await sentence(start)).toMatch(/let it hand mail to 127\.0\.0\.1:\d+/);
  });

  it("floods", async () => {
    const start = ({ returnPort }: Ports) =>
      hostThat(async (mail) => {
        for (let index = 0; index < STRANGERS; index += 1) await handOver(returnPort, stranger(index));
        await handOver(returnPort, mail);
      });
    expect(await sentence(start, { timeoutMs: 20_000 })).toMatch(
      /^The smart host floods the check: \d+ messages came back that it was never given/,
    );
  });
});

describe("a smart host that can be used, and is wrong", () => {
  it("gives back other bytes than it was given: cases fail", async () => {
    let count = 0;
    const { cases } = await checked(({ returnPort }) =>
      hostThat((mail) => {
        count += 1;
        return handOver(
          returnPort,
          count === 1 ? mail : { ...mail, content: Buffer.from("\x00\xff\x01garbage\r\n\r\n\xfe\r\n", "latin1") },
        );
      }),
    );
    expect(cases.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(["MIME-01 FAILED"]);
  });

  it("gives back other people's mail, too: told, and no case blames it", async () => {
    const { cases, notices } = await checked(({ returnPort }) =>
      hostThat(async (mail) => {
        await handOver(returnPort, stranger(1));
        await handOver(returnPort, mail);
      }),
    );
    expect(cases.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(["MIME-01 OK"]);
    expect(notices.join()).not.toBe("");
  });
});
