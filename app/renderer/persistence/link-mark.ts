/** What stands before the document in a link's fragment; the number names the encoding. */
export const LINK_MARK = '#document-1=';
