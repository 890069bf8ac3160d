// The two processes that are killed by turns, and started again on the same ports and data.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { OverHttp } from "../support/over-http.ts";
import { fixedPorts, type SmartHostProcess, startSmartHost, startTenant, type Tenant } from "../support/processes.ts";
import { roundTrip } from "../support/round-trip.ts";

export interface Scenario {
  readonly preset: string;
  readonly "rich-text": boolean;
}

export class Victims {
  readonly submissionPort: number;
  readonly http: OverHttp;
  readonly #config: string;
  readonly #data: string;
  readonly #preset: string;
  readonly #ports: { readonly smartHost: number; readonly return: number };
  #tenant: Tenant | undefined;
  #smartHost: SmartHostProcess | undefined;
  /** Time that starting took, milliseconds each. */
  readonly startsMs: number[] = [];

  private constructor(folder: string, how: Scenario, ports: number[], mailboxes: readonly string[]) {
    const [submission = 0, inbound = 0, returning = 0, internet = 0, http = 0, smartHost = 0] = ports;
    this.#ports = { smartHost, return: returning };
    this.submissionPort = submission;
    this.http = new OverHttp(`http://127.0.0.1:${http}`);
    this.#config = join(folder, "config.yaml");
    this.#data = join(folder, "data");
    this.#preset = how.preset;
    const config = roundTrip({
      mailboxes,
      smartHost: `127.0.0.1:${smartHost}`,
      settings: {
        listeners: { submission, inbound, return: returning, internet, http },
        // Deferred mail is due soon, so that the test ends soon.
        transport: { retrySchedule: ["1s", "2s"] },
        ...(how["rich-text"] && { remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }] }),
      },
    });
    writeFileSync(this.#config, JSON.stringify(config, null, 2));
  }

  static async start(folder: string, how: Scenario, mailboxes: readonly string[]): Promise<Victims> {
    const victims = new Victims(folder, how, await fixedPorts(6), mailboxes);
    // The tenant first: it makes the smart host's certificate.
    await victims.restart("tenant");
    await victims.restart("smart host");
    return victims;
  }

  get databaseFile(): string {
    return join(this.#data, "sandbox.sqlite");
  }

  async kill(victim: "tenant" | "smart host"): Promise<void> {
    await (victim === "tenant" ? this.#tenant : this.#smartHost)?.kill();
  }

  async restart(victim: "tenant" | "smart host"): Promise<void> {
    const since = performance.now();
    if (victim === "tenant") {
      this.#tenant = await startTenant({ config: this.#config, data: this.#data });
      this.startsMs.push(Math.round(performance.now() - since));
    } else {
      const { smartHost: port, return: returnPort } = this.#ports;
      this.#smartHost = await startSmartHost({ port, returnPort, preset: this.#preset, data: this.#data });
    }
  }

  complaints(): string[] {
    return [...(this.#tenant?.complaints ?? []), ...(this.#smartHost?.complaints ?? [])];
  }

  async stop(): Promise<void> {
    await Promise.all([this.#tenant?.stop(), this.#smartHost?.stop()]);
  }
}
