/** Losses and codes as tables, and images that are not on the web. */
import { TABLES, tableFile } from '../../export/files';
import { hasEncoder } from '../../model/predicates';
import { useStore } from '../../state/store';
import { Files } from './saving';

export function Data() {
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  // Published sets are where the programs of the section Code fetch them.
  const drawn = useStore((s) => s.data.origin === 'drawn' || s.data.origin === 'reader');
  const some = { losses: true, codes: encodes, images: drawn };
  return <Files kind="data" files={TABLES.filter((table) => some[table])} make={tableFile} />;
}
