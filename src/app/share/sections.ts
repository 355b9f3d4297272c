/** The sections of the Share dialog: one file each, one line here. */
import type { ComponentType } from 'react';
import { Code } from './Code';
import { Data } from './Data';
import { Embed } from './Embed';
import { Film } from './Film';
import { Link } from './Link';
import { Model } from './Model';
import { Picture } from './Picture';

/** `share.<id>` is its name, `share.<id>.hint` what it is for. */
export const sections = {
  link: Link,
  picture: Picture,
  film: Film,
  model: Model,
  code: Code,
  data: Data,
  embed: Embed,
} satisfies Record<string, ComponentType>;

export type Section = keyof typeof sections;
