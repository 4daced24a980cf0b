#include <stdio.h>

void read(FILE *in, const char *line) {
  char name[32];
  char *heap;
  int age;
  // ruleid: c-scanf-string
  scanf("%s", name);
  // ruleid: c-scanf-string
  fscanf(in, "%d %s", &age, name);
  // ruleid: c-scanf-string
  sscanf(line, "name=%[^,],%d", name, &age);
  // ok: c-scanf-string
  scanf("%31s", name);
  // ok: c-scanf-string
  sscanf(line, "%d%%", &age);
  // ok: c-scanf-string
  sscanf(line, "%ms", &heap);
  // ok: c-scanf-string
  sscanf(line, "%31[^,],%d", name, &age);
}
