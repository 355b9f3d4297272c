/** Losses and codes as tables. */
import { TABLES, tableFile } from '../../export/files';
import { hasEncoder } from '../../model/predicates';
import { useStore } from '../../state/store';
import { Files } from './saving';

export function Data() {
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  return (
    <Files kind="data" files={TABLES.filter((table) => table !== 'codes' || encodes)} make={tableFile} />
  );
}
