/** Blocks and lines of prose as HTML, for the static site. Everything that is text is escaped. */
import type { Block, Inline } from '../main/contract/entry';
import { parseInline } from '../main/contract/inline';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe inside elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** A line of prose, its holes at their fallbacks. */
export function inlineHtml(source: Inline): string {
  return parseInline(source)
    .map(({ kind, text }) => {
      const escaped = escapeHtml(text);
      if (kind === 'text') return escaped;
      return kind === 'code' ? `<code>${escaped}</code>` : `<strong>${escaped}</strong>`;
    })
    .join('');
}

export function blocksHtml(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join('\n');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlineHtml(block.text)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return listHtml(tag, block.items.map(inlineHtml));
    }
    case 'quote':
      return `<blockquote>${block.paragraphs.map((text) => `<p>${inlineHtml(text)}</p>`).join('')}</blockquote>`;
    case 'code':
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
  }
}

/** A list of items that are HTML already. */
export function listHtml(tag: 'ol' | 'ul', items: readonly string[]): string {
  return `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`;
}
