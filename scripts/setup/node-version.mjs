/** The oldest Node that the scripts and the programs run on. */
export const OLDEST_NODE = { major: 20, minor: 18 };

/**
 * Says whether a Node version is new enough.
 * @param {string} version as in process.versions.node, such as `20.18.1`
 * @returns {boolean}
 */
export function isNodeNewEnough(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  return major > OLDEST_NODE.major || (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor);
}

/**
 * Ends the process with one clear sentence where Node is too old. This file keeps to syntax and
 * imports that old versions can read, or they would stop with a syntax error before the sentence.
 */
export function requireNode() {
  if (isNodeNewEnough(process.versions.node)) return;
  console.error(
    `Puttyknife needs Node ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer, and this is Node ` +
      `${process.versions.node}. Install a current Node, then run the same command again.`,
  );
  process.exit(1);
}
