/**
 * The colours of classes from 10 on; those of the first ten are tokens. Chosen one by one as the farthest from all
 * before (CIEDE2000) among colours of lightness 42 to 82, which are seen on both grounds, and then put in an order in
 * which classes that follow each other differ most. So many colours cannot be told apart with certainty: a class is
 * always named too.
 */
const HEX =
  '9c5400 f078b4 9054fc 00a884 ccccc0 78606c b484fc 3c8460 e4cc00 c0243c b4ccd8 fc30d8 b48448 84c06c 3054e4 fc3c3c ccc0cc 6ca800 6cccfc 0c6c90 a8789c 007818 78b4a8 fc9c84 9c9000 d8c0fc 608490 a8cca8 607800 d8189c 7884c0 007878 90846c f0b4cc b4d848 00e4c0 786048 f0006c b4ccfc 849c6c f0c090 9c486c 9c9cb4 00e46c 6c7860 00a8c0 d87884 6c609c 009c3c 846c00 b49c90 fc9cfc';

export const FURTHER_COLOURS: readonly string[] = HEX.split(' ').map((hex) => `#${hex}`);
