import { useEffect, useState } from 'react';
import { dataIn } from '../data-import/dropped-files';
import { openFiles } from '../exchange/open-files';
import { useWords } from '../i18n/index';
import styles from './shell.module.css';

/** A file dropped anywhere on the window opens; what is dragged inside the studio is none of its business. */
export function FileDrop() {
  const t = useWords();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      // Try it and the data panel take pictures and tables for themselves.
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const data = event.dataTransfer && dataIn(event.dataTransfer);
      if (data) void import('../data-import/import-store').then(({ openData }) => openData(data));
      else void openFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return over ? <div className={styles.drop}>{t('shell.dropFile')}</div> : null;
}
