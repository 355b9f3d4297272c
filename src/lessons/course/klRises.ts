/** KL rises while the total loss falls. */
import { defineWords } from '../../i18n/words';
import { type Lesson, type LessonFacts, NOT_YET } from '../lesson';

/**
 * The means of twenty batches that are compared. In the first hundred steps KL jumps up and down, as the encoder's first
 * updates are large.
 */
const EARLY = [101, 120] as const;
const LATE = [981, 1000] as const;
/** The least fall of the total loss between them, in nats per image. */
const FALL = 10;

function between({ meanLoss }: LessonFacts, term: string): { early: number; late: number } | null {
  const [early, late] = [meanLoss(...EARLY, term), meanLoss(...LATE, term)];
  return early === null || late === null ? null : { early, late };
}

export const klRises: Lesson = {
  id: 'kl-rises',
  steps: [
    {
      id: 'rise',
      target: `> 0, total falls by ≥ ${FALL}`,
      predict: { choices: ['falls', 'stays', 'rises'], right: 'rises' },
      setup: { preset: 'vae' },
      check(facts) {
        const [kl, total] = [between(facts, 'kl'), between(facts, 'total')];
        if (!kl || !total) return NOT_YET;
        return {
          passed: kl.late > kl.early && total.early - total.late >= FALL,
          value: kl.late - kl.early,
          shown: {
            early: [kl.early, 1],
            late: [kl.late, 1],
            totalEarly: [total.early, 0],
            totalLate: [total.late, 0],
          },
        };
      },
    },
    {
      id: 'price',
      target: '> 0',
      predict: { choices: ['more', 'same', 'less'], right: 'more' },
      setup: { preset: 'vae' },
      check(facts) {
        const [kl, recon] = [between(facts, 'kl'), between(facts, 'recon')];
        if (!kl || !recon) return NOT_YET;
        const [price, gain] = [kl.late - kl.early, recon.early - recon.late];
        return { passed: gain > price, value: gain - price, shown: { price: [price, 1], gain: [gain, 1] } };
      },
    },
  ],
  words: defineWords({
    en: {
      title: 'KL rises, and that is right',
      intro:
        'The loss of a VAE is a sum: reconstruction plus KL. Learning makes the sum smaller. So both parts should fall, one would think, and a KL that rises must be an error. Watch them once the first hundred steps are over.',
      'rise.question': 'From step 100 to step 1,000 of a fresh VAE, the KL term …',
      'rise.falls': 'falls',
      'rise.stays': 'stays as it is',
      'rise.rises': 'rises',
      'rise.task': 'Set up a fresh VAE, press Train and let it pass step 1,000.',
      'rise.reading':
        'Steps 101–120: KL {early} nats, total {totalEarly}. Steps 981–1,000: KL {late}, total {totalLate}.',
      'rise.right':
        'Right: KL measures how much a code says about its image. The more the codes tell images apart, the more of it there is.',
      'rise.wrong':
        'It rises: KL measures how much a code says about its image. The more the codes tell images apart, the more of it there is.',
      'price.question': 'Between the same steps, the reconstruction loss fell by …',
      'price.more': 'more nats than KL rose',
      'price.same': 'as many',
      'price.less': 'fewer',
      'price.task': 'Nothing to change: read the two curves at both steps.',
      'price.reading': 'Reconstruction fell by {gain} nats, for {price} nats of KL.',
      'price.right':
        'Right: KL is the price of information in the code, and the model pays it only where it saves more in reconstruction.',
      'price.wrong':
        'By more: KL is the price of information in the code, and the model pays it only where it saves more in reconstruction.',
    },
    'zh-CN': {
      title: 'KL 上升是对的',
      intro:
        'VAE 的损失是一个和：重构加 KL。学习使这个和变小。于是人们以为两部分都应下降，KL 上升一定是出了错。过了最初的一百步，再来观察它们。',
      'rise.question': '一个全新的 VAE，从第 100 步到第 1,000 步，KL 项会……',
      'rise.falls': '下降',
      'rise.stays': '不变',
      'rise.rises': '上升',
      'rise.task': '设置好全新的 VAE，按“训练”，让它越过第 1,000 步。',
      'rise.reading':
        '第 101–120 步：KL {early} 奈特，总损失 {totalEarly}。第 981–1,000 步：KL {late}，总损失 {totalLate}。',
      'rise.right': '对：KL 衡量编码说出了图像的多少信息。编码越能区分图像，KL 就越大。',
      'rise.wrong': '它上升：KL 衡量编码说出了图像的多少信息。编码越能区分图像，KL 就越大。',
      'price.question': '在同样的两处之间，重构损失下降的奈特数……',
      'price.more': '比 KL 上升的多',
      'price.same': '一样多',
      'price.less': '更少',
      'price.task': '什么都不用改：读出两条曲线在这两处的值。',
      'price.reading': '重构下降了 {gain} 奈特，代价是 {price} 奈特的 KL。',
      'price.right': '对：KL 是编码中信息的价格，只有在重构上省得更多时，模型才会付这个价。',
      'price.wrong': '更多：KL 是编码中信息的价格，只有在重构上省得更多时，模型才会付这个价。',
    },
  }),
};
