// Compose file and CI recipes of `init`.
import { isLoopback } from "../../organization/destinations.ts";
import { packageVersion } from "../../runtime/package-files.ts";
import { type ChosenHost, hostPort } from "./files.ts";

/** On another machine: it must reach the return port, and whoever else does needs the token. */
export function composeFile(chosen: ChosenHost): string {
  return isLoopback(chosen.host) ? onThisMachine(chosen) : withOthers(chosen);
}

const IMAGE = `# The image: docker build -f docker/Dockerfile -t recall-sandbox . in a checkout of recall-sandbox.`;

const onThisMachine = (chosen: ChosenHost): string => `${IMAGE}
# The sandbox shares this machine's network, so that it and the smart host at ${hostPort(chosen)} reach each other on loopback;
# from other machines nothing is reached. The page: http://127.0.0.1:8025
name: recall-sandbox

services:
  sandbox:
    image: \${RECALL_SANDBOX_IMAGE:-recall-sandbox}
    command: up --config /config/recall-sandbox.yaml --data /data
    network_mode: host
    volumes:
      - ./recall-sandbox.yaml:/config/recall-sandbox.yaml:ro
      - data:/data
    stop_grace_period: 30s

volumes:
  data:
`;

/** One that the sandbox takes, and that the command line finds. */
export const NEW_TOKEN = "export RECALL_SANDBOX_TOKEN=$(openssl rand -hex 32)";

const withOthers = (chosen: ChosenHost): string => `${IMAGE}
# ${hostPort(chosen)} hands mail back to port 2528 of this machine; all else is published on loopback.
# ${NEW_TOKEN}; docker compose up, then http://127.0.0.1:8025
name: recall-sandbox

services:
  sandbox:
    image: \${RECALL_SANDBOX_IMAGE:-recall-sandbox}
    command: up --config /config/recall-sandbox.yaml --data /data --listen 0.0.0.0
    environment:
      RECALL_SANDBOX_HTTP_TOKEN: \${RECALL_SANDBOX_TOKEN:?choose what clients must say over HTTP}
    ports:
      - "2528:2528"
      - "127.0.0.1:2587:2587"
      - "127.0.0.1:2525:2525"
      - "127.0.0.1:8025:8025"
    volumes:
      - ./recall-sandbox.yaml:/config/recall-sandbox.yaml:ro
      - data:/data
    stop_grace_period: 30s

volumes:
  data:
`;

function checkCommand(chosen: ChosenHost): string {
  const back = isLoopback(chosen.host) ? "" : " --return 0.0.0.0:2528 --yes";
  return `npx --yes --package="$RECALL_SANDBOX" recall-sandbox check --smart-host ${hostPort(chosen)}${back} --profile recall --report recall-report`;
}

/** Where the recipes take the check from. */
const PACKAGE = `# A version of the package, or the address of a tarball that npm pack made of a checkout.
RECALL_SANDBOX: recall-sandbox@${packageVersion()}`;
const indented = (text: string, by: string): string => text.replaceAll(/^/gm, by);

const START = "Your product, listening at";

export const gitHubRecipe = (
  chosen: ChosenHost,
): string => `# Does message recall survive this smart host? Exit code 1 where it does not; the report is kept with the run.
name: recall-check
on: [push, pull_request]

env:
${indented(PACKAGE, "  ")}

jobs:
  recall-check:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      # ${START} ${hostPort(chosen)} and handing mail back to port 2528 of this runner.
      - name: Start the smart host
        run: docker compose -f compose.smart-host.yaml up --detach --wait
      - name: Check
        run: ${checkCommand(chosen)} --build "\${{ github.sha }}"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: recall-report
          path: recall-report
`;

export const gitLabRecipe = (
  chosen: ChosenHost,
): string => `# In .gitlab-ci.yml: include: [{ local: ci/recall-check.gitlab-ci.yml }]
recall-check:
  image: node:24-bookworm-slim
  variables:
${indented(PACKAGE, "    ")}
  timeout: 30 minutes
  before_script:
    # ${START} ${hostPort(chosen)} and handing mail back to port 2528 of this job.
    - ./start-smart-host.sh
  script:
    - ${checkCommand(chosen)} --build "$CI_COMMIT_SHORT_SHA"
  artifacts:
    when: always
    paths:
      - recall-report
    reports:
      junit: recall-report/junit.xml
`;
