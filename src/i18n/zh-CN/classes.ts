import type { classes as english } from '../en/classes';

export const classes = {
  'classes.fashion-mnist.0': 'T 恤/上衣',
  'classes.fashion-mnist.1': '裤子',
  'classes.fashion-mnist.2': '套头衫',
  'classes.fashion-mnist.3': '连衣裙',
  'classes.fashion-mnist.4': '外套',
  'classes.fashion-mnist.5': '凉鞋',
  'classes.fashion-mnist.6': '衬衫',
  'classes.fashion-mnist.7': '运动鞋',
  'classes.fashion-mnist.8': '包',
  'classes.fashion-mnist.9': '短靴',
  'classes.kmnist.0': 'お（o）',
  'classes.kmnist.1': 'き（ki）',
  'classes.kmnist.2': 'す（su）',
  'classes.kmnist.3': 'つ（tsu）',
  'classes.kmnist.4': 'な（na）',
  'classes.kmnist.5': 'は（ha）',
  'classes.kmnist.6': 'ま（ma）',
  'classes.kmnist.7': 'や（ya）',
  'classes.kmnist.8': 'れ（re）',
  'classes.kmnist.9': 'を（wo）',
} as const satisfies Record<keyof typeof english, string>;
