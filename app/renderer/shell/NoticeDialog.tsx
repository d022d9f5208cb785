import { Modal } from '@mantine/core';
import { useStore } from 'zustand';
import { Button } from '../controls/Button';
import { useWords } from '../i18n/index';
import { notices } from '../persistence/files';
import styles from './shell.module.css';

/** One clear message about a file that could not be read or written. */
export function NoticeDialog() {
  const t = useWords();
  const notice = useStore(notices, (state) => state.notice);
  const close = () => notices.setState({ notice: null });
  return (
    <Modal
      opened={notice !== null}
      onClose={close}
      title={notice?.title ?? ''}
      centered
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <p>{notice?.text}</p>
      <div className={styles.row} style={{ justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="primary" onClick={close}>
          {t('shell.close')}
        </Button>
      </div>
    </Modal>
  );
}
