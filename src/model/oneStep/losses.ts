/** The losses of a phase, down to the numbers that they are sums of. */
import { sigmoid } from '../activations';
import { adversarialTerm, klTerm, reconTerm } from '../losses';
import type { Loss, Role, Term, Weight } from '../operations';
import type { TracedPhase } from '../reference';
import { valuesOf } from '../reference/passContext';

export interface ShownLoss {
  loss: Loss['loss'];
  term: Term | null;
  /** Its factor in the objective: by name, and now. */
  weight: Weight;
  factor: number;
  /** In nats: as recorded, and as it counts in the objective before the factor (they differ with free bits). */
  recorded: number;
  counted: number;
  /** What it is the sum of: one number per pixel of the reconstruction, or per coordinate of the KL; otherwise none. */
  parts: Float64Array | null;
  /** What a discriminator says of each row: its logit, D, and what that costs; empty for other losses. */
  verdicts: readonly Verdict[];
}

export interface Verdict {
  /** The row of the logits. */
  row: number;
  role: Role;
  logit: number;
  d: number;
  loss: number;
}

export function shownLosses(
  { context }: TracedPhase,
  { loss, weight, recorded, objective }: TracedPhase['losses'][number],
): ShownLoss {
  const shown = {
    loss: loss.loss,
    term: loss.term,
    weight: loss.weight,
    factor: weight,
    recorded,
    counted: objective,
  };
  switch (loss.loss) {
    case 'recon': {
      const target = valuesOf(context, loss.target);
      const terms = valuesOf(context, loss.output).map((o, i) =>
        reconTerm(context.spec.likelihood, o, target[i]),
      );
      return { ...shown, parts: terms, verdicts: [] };
    }
    case 'kl': {
      const logVar = valuesOf(context, loss.logVar);
      const terms = valuesOf(context, loss.mu).map((mu, d) => klTerm(mu, logVar[d]));
      return { ...shown, parts: terms, verdicts: [] };
    }
    case 'adversarial': {
      const verdicts = [...valuesOf(context, loss.logits)].flatMap((logit, row): Verdict[] => {
        const role = loss.roles[row];
        if (!role) return [];
        const cost = adversarialTerm(role, context.hyper.ganLoss, logit);
        return [{ row, role, logit, d: sigmoid(logit), loss: cost }];
      });
      return { ...shown, parts: null, verdicts };
    }
    default:
      return { ...shown, parts: null, verdicts: [] };
  }
}
