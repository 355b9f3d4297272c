import type { Text } from '../../../experiment/schema';

export const charts = {} as const satisfies Record<string, Text>;
