import type { Text } from '../../../experiment/schema';

export const plane = {} as const satisfies Record<string, Text>;
