#include <stdio.h>

int main(void) {
  char name[32];
  // ruleid: c-banned-gets
  gets(name);
  // ruleid: c-banned-gets
  while (gets(name) != NULL) puts(name);
  // ok: c-banned-gets
  return fgets(name, sizeof name, stdin) == NULL;
}

char *ask(char *line) {
  // ruleid: c-banned-gets
  return gets(line);
}

struct reader { char *(*gets)(char *); };

char *own(struct reader *r, char *line) {
  // ok: c-banned-gets
  return r->gets(line);
}

int put(const char *line) {
  // ok: c-banned-gets
  return puts(line);
}
