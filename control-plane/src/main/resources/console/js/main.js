// Which page is shown, by the fragment of the address: #/processes/demo?at=4.

import { h, show } from './dom.js';
import { listen, start, store } from './store.js';
import { commandsPage } from './pages/commands.js';
import { fleetPage } from './pages/fleet.js';
import { processPage } from './pages/process.js';
import { processesPage } from './pages/processes.js';
import { publishPage } from './pages/publish.js';

const PAGES = [
  [/^\/fleet$/, fleetPage],
  [/^\/processes$/, processesPage],
  [/^\/processes\/([^/]+)$/, processPage],
  [/^\/commands$/, commandsPage],
  [/^\/publish$/, publishPage],
];

const main = document.getElementById('main');
let shown = null;

function route() {
  const [path, query = ''] = (location.hash.slice(1) || '/processes').split('?');
  const parameters = new URLSearchParams(query);
  for (const [pattern, page] of PAGES) {
    const match = pattern.exec(path);
    if (match) {
      open(path, page, match.slice(1).map(decodeURIComponent), parameters);
      return;
    }
  }
  open(path, unknownPage, [path], parameters);
}

function open(path, page, names, parameters) {
  if (shown?.path === path && shown.moved) {
    shown.moved(parameters);
    return;
  }
  const isFirst = shown === null;
  shown?.close();
  shown = { path, ...page(...names, parameters) };
  document.title = `${shown.title} · Sluice`;
  for (const link of document.querySelectorAll('.top nav a')) {
    if (path.startsWith(link.hash.slice(1))) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  show(main, shown.element);
  if (!isFirst) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function unknownPage(path) {
  return {
    title: 'Not found',
    element: h('div', { class: 'empty' }, h('h1', {}, 'There is no such page'), h('p', {}, h('code', {}, path))),
    close() {},
  };
}

const WORDS = { live: 'live', connecting: 'connecting', lost: 'connection lost, trying again' };

function showFeed() {
  const place = document.getElementById('feed');
  if (place.dataset.state === store.feed) return;
  place.dataset.state = store.feed;
  place.textContent = WORDS[store.feed];
}

// The link that skips would be taken for a page's address.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', route);
listen((kind) => kind === 'feed' && showFeed());
start();
route();
