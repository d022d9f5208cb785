/** The studio: the shell with its regions. */
export function App() {
  return null;
}
