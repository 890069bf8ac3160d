export function MailFlow() {
  return <h1>MailFlow</h1>;
}
