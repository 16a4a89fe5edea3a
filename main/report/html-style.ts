/** The look of an HTML report: the window's colours, light and dark, and a form for paper. */

export const STYLE = `
:root{color-scheme:light dark;--background:#fbfbfa;--raised:#fff;--line:#e3e2de;--text:#1c1b19;--soft:#5f5d57;--accent:#0b6e66;--error:#b3261e;--warning:#8f5200;--security:#6b2fb3;--code:#f0efec}
@media (prefers-color-scheme:dark){:root{--background:#1b1b1a;--raised:#282826;--line:#393835;--text:#eceae4;--soft:#a7a49b;--accent:#5cc8bc;--error:#ff8f85;--warning:#f3b760;--security:#c79bff;--code:#1f1f1d}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 1.5rem 4rem;max-width:48rem;background:var(--background);color:var(--text);font:1rem/1.55 'Segoe UI Variable Text','Segoe UI',system-ui,-apple-system,Ubuntu,Cantarell,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.125rem;margin:3rem 0 .25rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1.375rem;line-height:1.3;margin:0 0 .125rem;display:flex;gap:.625rem}
h4{font-size:.875rem;color:var(--accent);margin:0 0 .25rem}
h5{font-size:1rem;margin:0}
p{margin:.375rem 0}
ul,ol{margin:.375rem 0;padding-left:1.375rem}
li{margin:.25rem 0}
.soft{color:var(--soft)}
.small{font-size:.875rem}
article{margin:1.75rem 0 2.5rem}
svg{flex:none;width:1.25rem;height:1.25rem;margin-top:.3rem;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.error{color:var(--error)}
.warning{color:var(--warning)}
.security{color:var(--security)}
.info{color:var(--accent)}
.info .dot{fill:currentColor}
.severity{font-weight:600}
code,pre{font-family:'Cascadia Mono',Consolas,ui-monospace,Menlo,'DejaVu Sans Mono',monospace;font-size:.875em;background:var(--code);unicode-bidi:isolate}
code{padding:.0625rem .25rem;border-radius:.25rem}
pre{margin:.375rem 0;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;white-space:pre-wrap}
.why{background:var(--raised);border:1px solid var(--line);border-left:3px solid var(--accent);border-radius:.5rem;padding:.75rem 1.125rem;margin:1rem 0}
.fixes{list-style:none;padding:0;counter-reset:fix}
.fixes>li{counter-increment:fix;position:relative;padding-left:2.25rem;margin:0 0 1.25rem}
.fixes>li::before{content:counter(fix);position:absolute;left:0;top:.0625rem;width:1.5rem;height:1.5rem;border:1px solid var(--soft);border-radius:50%;text-align:center;font-size:.8125rem;line-height:1.375rem;color:var(--soft)}
.fixes ol{list-style:lower-alpha}
details{border-top:1px solid var(--line)}
summary{padding:.5rem 0;color:var(--accent);cursor:pointer}
details>div{padding:0 0 .75rem}
blockquote{margin:.375rem 0;padding-left:1rem;border-left:3px solid var(--line)}
footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--line)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media print{:root{color-scheme:light;--background:#fff;--raised:#fff;--line:#bbb;--text:#000;--soft:#444;--accent:#0b6e66;--error:#b3261e;--warning:#8f5200;--security:#6b2fb3;--code:#fff}body{padding:0;max-width:none;font-size:10pt}details::details-content{content-visibility:visible;display:block;block-size:auto;height:auto}summary{list-style:none;font-weight:600}h2,h3,h4,h5,summary{break-after:avoid}pre,.why,.fixes>li{break-inside:avoid}}
`;

/** SHA-256 of the style, in Base64: the only style that the page's policy lets through. */
export const STYLE_HASH = 'sha256-8Z39wU+IXOzkowG4ECztLmLZ3u3VOsa3A6DvwA+RMe0=';
