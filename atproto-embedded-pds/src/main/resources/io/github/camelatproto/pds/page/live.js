// Hears of commits as they land.

const FIRST_RETRY = 1000;
const LAST_RETRY = 15_000;

/**
 * Calls changed once connected and whenever commits have landed since, and said with 'live', 'connecting' or 'offline'.
 * A page nobody looks at lets go of its connection: browsers have six to a server for all their tabs.
 */
export function listen(changed, said) {
  let source = null;
  let retry = FIRST_RETRY;
  let timer;

  function connect() {
    disconnect();
    said('connecting');
    source = new EventSource('/page/events');
    source.addEventListener('open', () => {
      retry = FIRST_RETRY;
      said('live');
      changed();
    });
    source.addEventListener('commits', changed);
    source.addEventListener('error', () => {
      disconnect();
      said('offline');
      timer = setTimeout(connect, retry);
      retry = Math.min(2 * retry, LAST_RETRY);
    });
  }

  function disconnect() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  addEventListener('online', connect);
  connect();
}
