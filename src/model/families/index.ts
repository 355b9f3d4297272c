/** The registry of families: one line each. The order of its keys is the order on the page. */
import type { ModelSpec } from '../spec';
import { aae } from './aae';
import { ae } from './ae';
import { contractive } from './contractive';
import type { FamilyDefinition, ModelSetting } from './definition';
import { gan } from './gan';
import { made } from './made';
import { pca } from './pca';
import { vae } from './vae';
import { vaegan } from './vaegan';

const families = { pca, ae, contractive, vae, gan, aae, vaegan, made } satisfies Record<
  string,
  FamilyDefinition
>;

export type ModelFamily = keyof typeof families;

export const familyNames = Object.keys(families) as readonly ModelFamily[];

export const familyOf = ({ family }: Pick<ModelSpec, 'family'>): FamilyDefinition => families[family];

const SETTINGS: ReadonlySet<string> = new Set(
  Object.values<FamilyDefinition>(families).flatMap(({ settings }) => settings),
);

/** Whether the setting applies to some families only. */
export const isModelSetting = (key: string): key is ModelSetting => SETTINGS.has(key);
