/** The text of an XDG autostart file for this program. */
export function autostartEntry(program: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`)}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Puttyknife',
    `Exec=${quoted} --hidden`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
