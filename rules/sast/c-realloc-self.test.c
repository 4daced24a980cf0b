#include <stdlib.h>

struct list { int *items; size_t count; };

int grow(struct list *l) {
  // ruleid: c-realloc-self
  l->items = realloc(l->items, 2 * l->count * sizeof *l->items);
  return l->items != NULL;
}

char *longer(char *text, size_t size) {
  // ruleid: c-realloc-self
  text = realloc(text, size);
  return text;
}

void all(char **lines, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    // ruleid: c-realloc-self
    lines[i] = (char *)realloc(lines[i], 80);
  }
}

int kept(struct list *l) {
  // ok: c-realloc-self
  int *items = realloc(l->items, 2 * l->count * sizeof *items);
  if (items == NULL) return 0;
  l->items = items;
  return 1;
}

char *ending(char *text, size_t size) {
  // ok: c-realloc-self
  text = realloc(text, size);
  if (text == NULL) {
    exit(1);
  }
  return text;
}

void *fresh(size_t size) {
  // ok: c-realloc-self
  void *block = realloc(NULL, size);
  return block;
}
