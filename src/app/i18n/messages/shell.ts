import type { Text } from '../../../experiment/schema';

export const shell = {} as const satisfies Record<string, Text>;
