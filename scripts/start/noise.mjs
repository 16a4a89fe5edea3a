/**
 * Lines that Chromium and GTK write on healthy starts: a missing system bus, a virtual machine's
 * graphics, a desktop theme. They say nothing about Puttyknife.
 */
const NOISE = [
  /^\[\d+:\d{4}\/\d{6}\.\d+:(?:INFO|WARNING|ERROR):/,
  /^(?:MESA|libva|libEGL|libGL|MESA-LOADER|glx|radeon)\b/,
  /^\(\w[^)]*:\d+\): \w+-(?:WARNING|Message|CRITICAL) \*\*/,
  /^(?:DevTools|Debugger) listening on /,
  /^\s*$/,
];

/** What Chromium says where the kernel does not let an ordinary program build its sandbox. */
const SANDBOX = /setuid_sandbox_host|SUID sandbox helper|No usable sandbox/;

const KEPT = 20;

/**
 * Passes a program's stderr on without the noise; what was held back is shown where the program
 * fails.
 * @param {(line: string) => void} write
 * @returns {{ take(chunk: Buffer): void, end(failed: boolean): void }}
 */
export function createNoiseFilter(write) {
  /** @type {string[]} */
  const held = [];
  let rest = '';
  let sandbox = false;
  /** @param {string} line */
  function pass(line) {
    sandbox ||= SANDBOX.test(line);
    if (!NOISE.some((noise) => noise.test(line))) return write(line);
    held.push(line);
    if (held.length > KEPT) held.shift();
  }
  return {
    take(chunk) {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(pass);
    },
    end(failed) {
      if (rest !== '') pass(rest);
      if (!failed) return;
      held.filter((line) => line.trim() !== '').forEach(write);
      if (sandbox) {
        write(
          'This system does not let programs outside its packages use Chromium’s sandbox. Make the ' +
            'sandbox helper root’s, which keeps the sandbox on: sudo chown root:root ' +
            'node_modules/electron/dist/chrome-sandbox && sudo chmod 4755 ' +
            'node_modules/electron/dist/chrome-sandbox',
        );
      }
    },
  };
}
