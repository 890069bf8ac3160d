export function RecallDesk() {
  return <h1>RecallDesk</h1>;
}
