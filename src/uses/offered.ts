/**
 * The uses of a model: the registry in the order of the tabs, which of them are offered, and which is shown.
 */
import { GREY_28, type ImageForm, sameForm } from '../experiment/dataShape';
import { defineWords } from '../i18n/words';
import type { ModelSpec } from '../model/spec';
import type { Use } from './definition';
import * as registry from './registry';

export type UseId = keyof typeof registry;

const uses = registry satisfies Record<string, Use>;
const ids = (Object.keys(uses) as UseId[]).sort((a, b) => uses[a].place - uses[b].place);

const wordsIn = (language: keyof Use['name']) =>
  Object.fromEntries(
    ids.flatMap((id) => [
      [`uses.${id}`, uses[id].name[language]],
      [`uses.${id}.hint`, uses[id].hint[language]],
    ]),
  ) as Record<`uses.${UseId}` | `uses.${UseId}.hint`, string>;

/** The names of the tabs, `uses.<id>`, and what each shows, `uses.<id>.hint`. */
export const tabNames = defineWords({ en: wordsIn('en'), 'zh-CN': wordsIn('zh-CN') });

/** `labelled`: whether the classes of the images are known; `compares`: whether another run is pinned. */
export const usesOf = (spec: ModelSpec, labelled: boolean, compares = false): UseId[] =>
  ids.filter((id) => uses[id].offered(spec, labelled, compares));

export const isUse = (name: string): name is UseId => Object.hasOwn(uses, name);

/**
 * The use that is shown: the chosen one, or the model's first if none is chosen or the chosen one is not
 * offered.
 */
export const shownUse = (offered: readonly UseId[], chosen: string | null): UseId =>
  offered.find((id) => id === chosen) ?? offered[0];

/** Whether it can be used for images of this form. */
export const isForForm = (id: UseId, form: ImageForm): boolean =>
  !(uses[id] as Use).onPad || sameForm(form, GREY_28);

/** The view of a use that is part of the page; undefined: it is fetched later, with `views.ts`. */
export const viewAtOnce = (id: UseId): Use['View'] => uses[id].View;
