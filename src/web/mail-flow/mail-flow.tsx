// Mail flow: what an administrator sets, and what it does to mail.
import { useAddress } from "../parts/use-address.ts";
import { ChangeStrip } from "./change-strip.tsx";
import { Domains } from "./domains/domains.tsx";
import { Rules } from "./rules/rules.tsx";
import { Settings } from "./settings/settings.tsx";
import { Topology } from "./topology/topology.tsx";
import "../parts/drawer.css";
import "./mail-flow.css";

const TABS = [
  { id: "rules", name: "Rules", view: Rules },
  { id: "topology", name: "Topology", view: Topology },
  { id: "domains", name: "Remote domains", view: Domains },
  { id: "settings", name: "Settings", view: Settings },
] as const;

export function MailFlow() {
  const [{ tab }] = useAddress();
  const shown = TABS.find(({ id }) => id === tab) ?? TABS[0];
  return (
    <section class="mail-flow">
      <h1>Mail flow</h1>
      <nav class="subnav" aria-label="Parts of mail flow">
        {TABS.map(({ id, name }) => (
          <a key={id} href={`/mail-flow?tab=${id}`} {...(id === shown.id && { "aria-current": "page" })}>
            {name}
          </a>
        ))}
      </nav>
      <shown.view />
      <ChangeStrip />
    </section>
  );
}
