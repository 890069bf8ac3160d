export function Clock() {
  return <h1>Clock</h1>;
}
