// The configuration as it was loaded last, and how it is loaded anew.
import type { Configuration } from "../organization/configuration.ts";
import { loadConfiguration } from "../organization/load.ts";
import type { Log } from "../runtime/log.ts";
import type { Stores } from "../stores.ts";
import { logRefusedReload, logReload, type Reload, reloadConfiguration } from "./reload.ts";

export interface LiveConfigurationOptions {
  /** As loadConfiguration takes it. */
  readonly source: string | object;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly loaded: Configuration;
  readonly log: Log;
}

export class LiveConfiguration {
  readonly #options: LiveConfigurationOptions;
  #source: string | object;
  #current: Configuration;
  #problems: readonly string[] = [];

  constructor(options: LiveConfigurationOptions) {
    this.#options = options;
    this.#source = options.source;
    this.#current = options.loaded;
  }

  get current(): Configuration {
    return this.#current;
  }

  /** Of the last reload; none when it was good. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** @throws what kept it from being applied; then all is as before. */
  async reload(stores: Stores, source: string | object = this.#source): Promise<Reload> {
    const { env, log } = this.#options;
    try {
      const load = () => loadConfiguration(source, env);
      const { configuration, reload } = await reloadConfiguration({ load, before: this.#current, ...stores });
      this.#source = source;
      this.#current = configuration;
      this.#problems = [];
      logReload(log, reload);
      return reload;
    } catch (error) {
      this.#problems = logRefusedReload(log, error);
      throw error;
    }
  }
}
