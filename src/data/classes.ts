/**
 * What the classes of a data set are called, in both languages, where they are not simply digits.
 * In the order of the labels, as the authors of each set list them. Data only.
 */
import type { DatasetId } from '../experiment/config';
import type { Text } from '../experiment/schema';

const both = (en: string, zh: string): Text => ({ en, zh });
/** A kana and how it is read; the same in both languages. */
const kana = (sign: string, sound: string): Text => both(`${sound} ${sign}`, `${sign}（${sound}）`);

const names: Partial<Record<DatasetId, readonly Text[]>> = {
  'fashion-mnist': [
    both('T-shirt/top', 'T 恤/上衣'),
    both('trouser', '裤子'),
    both('pullover', '套头衫'),
    both('dress', '连衣裙'),
    both('coat', '外套'),
    both('sandal', '凉鞋'),
    both('shirt', '衬衫'),
    both('sneaker', '运动鞋'),
    both('bag', '包'),
    both('ankle boot', '短靴'),
  ],
  kmnist: [
    kana('お', 'o'),
    kana('き', 'ki'),
    kana('す', 'su'),
    kana('つ', 'tsu'),
    kana('な', 'na'),
    kana('は', 'ha'),
    kana('ま', 'ma'),
    kana('や', 'ya'),
    kana('れ', 're'),
    kana('を', 'wo'),
  ],
};

/** The name of a class, or null where its numeral is all there is to say. */
export function className(dataset: DatasetId, label: number): Text | null {
  return names[dataset]?.[label] ?? null;
}
