export function Journey() {
  return <h1>Journey</h1>;
}
