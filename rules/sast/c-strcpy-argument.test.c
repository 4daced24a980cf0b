#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  char name[64];
  char path[256];
  // ruleid: c-strcpy-argument
  strcpy(name, argv[1]);
  // ruleid: c-strcpy-argument
  sprintf(path, "/var/spool/%s", argv[2]);
  char *home = getenv("HOME");
  // ruleid: c-strcpy-argument
  strcat(path, home);
  // ok: c-strcpy-argument
  snprintf(path, sizeof path, "/var/spool/%s", argv[2]);
  // ok: c-strcpy-argument
  strcpy(name, "guest");
  return 0;
}

char *copied(void) {
  char *home = getenv("HOME");
  char *copy = malloc(strlen(home) + 1);
  // ok: c-strcpy-argument
  strcpy(copy, home);
  return copy;
}
