/** The settings of a trial: a preset of the page, with some settings changed. */
import type { Config } from '../../src/experiment/config';
import { presets } from '../../src/experiment/presets';
import { defaultConfig } from '../../src/experiment/schema';

export function settingsOf(id: string, own: Partial<Config> = {}): Config {
  const preset = presets.find((p) => p.id === id);
  if (!preset) throw new Error(`no preset ${id}`);
  return { ...defaultConfig(), ...preset.settings, ...own };
}
