/** The site's one style sheet: the program's colours, light or dark as the reader's system is. */
export const SITE_STYLE = `:root {
  color-scheme: light dark;
  --background: #fbfbfa; --panel: #f3f3f1; --line: #e3e2de; --text: #1c1b19; --soft: #5f5d57;
  --accent: #0b6e66; --error: #b3261e; --warning: #8f5200; --security: #6b2fb3; --info: #5f5d57;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #1b1b1a; --panel: #222220; --line: #393835; --text: #eceae4; --soft: #a7a49b;
    --accent: #5cc8bc; --error: #ff8f85; --warning: #f3b760; --security: #c79bff; --info: #a7a49b;
  }
}
body {
  margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem;
  background: var(--background); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
nav { border-bottom: 1px solid var(--line); padding-bottom: 0.5rem; }
nav a { margin-right: 1rem; }
a { color: var(--accent); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.5rem 0 0.5rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
li { margin: 0.25rem 0; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
pre, blockquote {
  margin: 0.5rem 0; padding: 0.5rem 1rem;
  background: var(--panel); border: 1px solid var(--line); border-radius: 4px;
}
pre { white-space: pre-wrap; }
.soft { color: var(--soft); }
.error { color: var(--error); }
.warning { color: var(--warning); }
.security { color: var(--security); }
.info { color: var(--info); }
`;
