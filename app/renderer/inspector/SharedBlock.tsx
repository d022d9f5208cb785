/** What an edit of a layer in a frame changes besides the frame. */
import { detachPlacement, placementCount } from '../canvas/blocks';
import { Button } from '../controls/Button';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { usePath } from '../stores/shown';
import { useView } from '../stores/view';
import styles from './inspector.module.css';

/** Inside a block that was entered the canvas says it, with the first edit. */
export function SharedBlock() {
  const t = useWords();
  const path = usePath();
  const isFrame = useView(({ within }) => within.length > 0);
  const count = useDocument(({ document }) => placementCount(document, path));
  if (!isFrame || count < 2) return null;
  return (
    <p className={styles.shared}>
      {t('canvas.changesAll', { count })}
      <Button variant="quiet" onClick={() => detachPlacement(path)}>
        {t('canvas.detach')}
      </Button>
    </p>
  );
}
