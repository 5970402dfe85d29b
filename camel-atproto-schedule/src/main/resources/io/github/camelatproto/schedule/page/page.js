'use strict';
// counts and shows the text while it is written; without it the page works as well
const form = document.getElementById('compose');
if (form) {
  const { base, csrf } = document.body.dataset;
  const count = document.getElementById('count');
  const preview = document.getElementById('preview');
  let latest = 0;
  let timer;

  async function ask(what, body) {
    const answer = await fetch(`${base}/api/${what}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF': csrf }, body: JSON.stringify(body),
    });
    return answer.ok ? answer.json() : null;
  }

  function element(name, text, kind) {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  async function show() {
    const mine = ++latest;
    const text = form.text.value;
    const seen = await ask('preview', { text, thread: form.thread.checked });
    if (!seen || mine !== latest) return;
    const posts = seen.posts.map((segments) => {
      const post = document.createElement('article');
      segments.forEach(({ text: part, kind }) => post.append(kind ? element('b', part, kind) : part));
      return post;
    });
    count.textContent = seen.posts.length > 1 ? `${seen.graphemes}, ${seen.posts.length} posts` : `${seen.graphemes} of ${seen.most}`;
    count.classList.toggle('over', !seen.fits && !form.thread.checked);
    preview.replaceChildren(...(text.trim() ? posts : []));
    if (form.card.checked && text.includes('.') && posts.length) {
      const card = await ask('card', { text });
      if (!card || mine !== latest || !card.host) return;
      const shown = element('div', '', 'card');
      shown.append(element('strong', card.title || card.host), element('div', card.description), element('small', card.host));
      posts[0].append(shown);
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(show, 250);
  }

  form.text.addEventListener('input', soon);
  form.thread.addEventListener('change', soon);
  form.card.addEventListener('change', soon);
  show();
}
