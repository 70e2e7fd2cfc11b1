// Questions before something is done that cannot be undone.

import { h } from './dom.js';

let count = 0;

// True when the person says yes. `words`: title, text, yes, danger.
export function confirm(words) {
  const id = `dialog-${++count}`;
  return new Promise((resolve) => {
    const dialog = h(
      'dialog', { 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text` },
      h('form', { method: 'dialog' },
        h('h2', { id: `${id}-title` }, words.title),
        h('p', { id: `${id}-text` }, words.text),
        h('div', { class: 'row' },
          h('button', { value: 'yes', class: words.danger ? 'danger primary' : 'primary' }, words.yes),
          h('button', { value: 'no', autofocus: true }, 'Cancel'))),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
