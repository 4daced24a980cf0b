#include <stdio.h>
#include <stdlib.h>

FILE *spool(void) {
  char name[] = "/tmp/spoolXXXXXX";
  // ruleid: c-insecure-temp-name
  return fopen(mktemp(name), "w");
}

char *named(void) {
  // ruleid: c-insecure-temp-name
  return tmpnam(NULL);
}

char *in_directory(const char *directory) {
  // ruleid: c-insecure-temp-name
  char *name = tempnam(directory, "job");
  return name;
}

int made(void) {
  char name[] = "/tmp/spoolXXXXXX";
  // ok: c-insecure-temp-name
  return mkstemp(name);
}

char *directory(void) {
  static char name[] = "/tmp/spoolXXXXXX";
  // ok: c-insecure-temp-name
  return mkdtemp(name);
}

FILE *nameless(void) {
  // ok: c-insecure-temp-name
  return tmpfile();
}
