// What the hash names: #/repo/section/rkey?after=key, where a section is a collection, "blobs" or "commits".

/** @returns {{repo?: string, section?: string, rkey?: string, after?: string}} */
export function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [repo, section, rkey] = path.split('/').map(decoded);
  return { repo: repo || undefined, section: section || undefined, rkey: rkey || undefined, after: new URLSearchParams(query).get('after') ?? undefined };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
