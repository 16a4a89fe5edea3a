import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes what an unpacked Electron leaves in a packed app: its own default app, which could be
 * started in place of ours, and a version file that only tools read.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string } } }} context
 */
export default function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : join(appOutDir, 'resources');
  rmSync(join(resources, 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
  rmSync(join(appOutDir, 'puttyknife-runtime.json'), { force: true });
}
