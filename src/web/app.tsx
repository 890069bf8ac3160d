// The frame around every screen, and which screen an address shows.
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { FaultsBanner } from "./parts/faults-banner.tsx";
import { screen } from "./parts/load-screen.tsx";
import { Palette } from "./parts/palette.tsx";
import { Shortcuts } from "./parts/shortcuts.tsx";
import { SignIn } from "./parts/sign-in.tsx";
import { TopBar } from "./parts/top-bar.tsx";

const Journey = screen(() => import("./journey/journey.tsx").then((m) => m.Journey));
const Journeys = screen(() => import("./journeys/journeys.tsx").then((m) => m.Journeys));
const MailFlow = screen(() => import("./mail-flow/mail-flow.tsx").then((m) => m.MailFlow));
const Compare = screen(() => import("./compare/compare.tsx").then((m) => m.Compare));
const Trace = screen(() => import("./trace/trace.tsx").then((m) => m.Trace));
const RecallDesk = screen(() => import("./recall-desk/recall-desk.tsx").then((m) => m.RecallDesk));
const Check = screen(() => import("./check/check.tsx").then((m) => m.Check));
const Refused = screen(() => import("./refused/refused.tsx").then((m) => m.Refused));
const Clock = screen(() => import("./clock/clock.tsx").then((m) => m.Clock));

export function App() {
  return (
    <LocationProvider>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <TopBar />
      <FaultsBanner />
      <main id="main" tabIndex={-1}>
        <ErrorBoundary>
          <Router>
            <Route path="/" component={Journeys} />
            <Route path="/journeys/:id" component={Journey} />
            <Route path="/mail-flow" component={MailFlow} />
            <Route path="/journeys/:id/compare" component={Compare} />
            <Route path="/trace" component={Trace} />
            <Route path="/recall-desk" component={RecallDesk} />
            <Route path="/check" component={Check} />
            <Route path="/refused" component={Refused} />
            <Route path="/clock" component={Clock} />
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      </main>
      <SignIn />
      <Palette />
      <Shortcuts />
    </LocationProvider>
  );
}

function NotFound() {
  const { path } = useLocation();
  return (
    <section class="empty">
      <h1>Nothing is at {path}</h1>
      <p>
        <a href="/">All journeys</a> are on the first page.
      </p>
    </section>
  );
}
