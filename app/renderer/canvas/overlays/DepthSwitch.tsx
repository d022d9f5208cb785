import { Segmented } from '../../controls/Segmented';
import { type Key, useWords } from '../../i18n';
import { useDocument } from '../../stores/document';
import { useView, viewStore } from '../../stores/view';
import { placementsBelow } from '../frames/frame';
import styles from './overlays.module.css';

const names = {
  expanded: 'canvas.depthExpanded',
  blocks: 'canvas.depthBlocks',
  stages: 'canvas.depthStages',
} as const satisfies Record<string, Key>;

/** How deep the canvas shows what is placed: everything, the blocks within stages, or stages alone. */
export function DepthSwitch() {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const path = useView((view) => view.path);
  const opened = useView((view) => view.opened);
  const all = placementsBelow(document, path);
  if (all.length === 0) return null;
  const stages = all.filter(({ holdsBlocks }) => holdsBlocks);
  const depths = [
    { value: 'expanded', keys: all.map(({ key }) => key) },
    { value: 'blocks', keys: stages.map(({ key }) => key) },
    ...(stages.length > 0 ? [{ value: 'stages', keys: [] } as const] : []),
  ] as const;
  const own = new Set(all.map(({ key }) => key));
  const open = opened.filter((key) => own.has(key));
  const shown = depths.find(
    ({ keys }) => keys.length === open.length && keys.every((key) => open.includes(key)),
  );
  return (
    <div className={`${styles.float} ${styles.depth}`}>
      <Segmented
        auto
        label={t('canvas.depth')}
        value={shown?.value}
        options={depths.map(({ value }) => ({ value, label: t(names[value]) }))}
        onChange={(value) => {
          const keys = depths.find((depth) => depth.value === value)?.keys ?? [];
          const others = opened.filter((key) => !own.has(key));
          // What was selected within a frame may be out of sight.
          const { within, set } = viewStore.getState();
          set({ opened: [...others, ...keys], ...(within.length > 0 ? { selection: [] } : {}) });
        }}
      />
    </div>
  );
}
