// What the page asks the server: its XRPC methods where they say it, and /page/... for the rest.

/** What the server answered instead: its error name and message. */
export class Refusal extends Error {
  constructor(status, error, message) {
    super(message);
    this.status = status;
    this.error = error;
  }
}

/** Nothing was answered. */
export class Unreachable extends Error {
}

async function get(path, params) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== undefined));
  const response = await fetch(`${path}?${query}`, { cache: 'no-store' }).catch(() => {
    throw new Unreachable();
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refusal(response.status, body.error ?? 'Error', body.message ?? `HTTP ${response.status}`);
  }
  return body;
}

export const api = {
  accounts: (cursor) => get('/page/accounts', { cursor }),
  account: (repo) => get('/page/account', { repo }),
  commits: (repo, before) => get('/page/commits', { repo, before }),
  blobs: (repo) => get('/page/blobs', { repo }),
  records: (repo, collection, options) => get('/xrpc/com.atproto.repo.listRecords', { repo, collection, ...options }),
  record: (repo, collection, rkey) => get('/xrpc/com.atproto.repo.getRecord', { repo, collection, rkey }),
};
