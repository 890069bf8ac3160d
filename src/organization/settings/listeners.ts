// Where the sandbox listens, and what HTTP takes.
import type { SettingDeclaration } from "./declaration.ts";

export const LISTENERS_SETTINGS = {
  "listeners.host": { type: "text", default: "127.0.0.1", sentence: "Address that all listeners bind to." },
  "listeners.submission": { type: "port", default: 2587, sentence: "SMTP submission with AUTH." },
  "listeners.inbound": {
    type: "port",
    default: 2525,
    sentence: "SMTP from everywhere else (what an MX record names).",
  },
  "listeners.return": {
    type: "port",
    default: 2528,
    sentence: "SMTP back from smart hosts; inbound connectors by address are matched here.",
  },
  "listeners.smartHost": { type: "port", default: 2526, sentence: "The built-in smart host." },
  "listeners.internet": { type: "port", default: 2527, sentence: "The sink that stands for every other domain." },
  "listeners.onPremises": {
    type: "optionalPort",
    default: null,
    sentence: "The on-premises sink; null: there is none.",
  },
  "listeners.http": { type: "port", default: 8025, sentence: "Web pages, APIs and metrics." },
  "listeners.xclientFrom": { type: "texts", default: [], sentence: "Addresses or ranges whose XCLIENT is believed." },
  "listeners.proxyFrom": {
    type: "texts",
    default: [],
    sentence: "Addresses or ranges of proxies whose PROXY header is believed.",
  },

  "http.token": {
    type: "optionalText",
    default: null,
    sentence: "What every HTTP request must bring as its bearer token; beyond loopback there must be one.",
  },
  "http.hostNames": {
    type: "texts",
    default: [],
    sentence: "Names, besides its own, under which HTTP may be asked: of a container, of a proxy in front.",
  },
  "http.maxRequestsPerSecond": {
    type: "count",
    min: 1,
    max: 1_000_000,
    unit: "requests",
    default: 2000,
    sentence: "Requests of one client a second, twice as many at once after a pause; further ones get 429.",
  },
  "http.maxConcurrentRequests": {
    type: "count",
    min: 1,
    max: 10_000,
    unit: "requests",
    default: 100,
    sentence:
      "Requests worked on at a time; others wait their turn. Those that wait for mail or follow events don't count.",
  },
  "http.maxConnections": {
    type: "count",
    min: 10,
    max: 100_000,
    unit: "connections",
    default: 4000,
    sentence: "Connections that the HTTP server keeps open; further ones are closed at once.",
  },
  "http.requestTimeout": {
    type: "duration",
    min: "1s",
    max: "1h",
    default: "30s",
    sentence: "A request that has not arrived whole after this is cut off with 408; its header after 10 seconds.",
  },
} as const satisfies Record<string, SettingDeclaration>;
