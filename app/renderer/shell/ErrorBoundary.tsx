/** Holds a defect to its region: says what happened, keeps the document and offers the way on. Never a blank page. */
import { Component, type ReactNode } from 'react';
import { Button } from '../controls/Button';
import { words } from '../i18n/index';
import { downloadDocument } from '../persistence/files';
import { documentStore } from '../stores/document';
import styles from './shell.module.css';

interface Props {
  /** What is shown here, in words: "The canvas". */
  readonly region: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <div className={styles.broken} role="alert">
        <h2>{words('shell.brokenTitle', { region: this.props.region })}</h2>
        <p>{words('shell.brokenText')}</p>
        <code>{this.state.error.message}</code>
        <div className={styles.row}>
          <Button variant="primary" onClick={() => this.setState({ error: null })}>
            {words('shell.brokenAgain')}
          </Button>
          <Button onClick={() => downloadDocument(documentStore().getState().document)}>
            {words('shell.saveCopy')}
          </Button>
          <Button onClick={() => location.reload()}>{words('shell.reload')}</Button>
        </div>
      </div>
    );
  }
}
