#include <string.h>

void join(const char *name) {
  char path[64] = "/var/spool/";
  // ruleid: c-strncat-size
  strncat(path, name, sizeof(path));
  // ruleid: c-strncat-size
  strncat(path, name, sizeof(path) - strlen(path));
  // ok: c-strncat-size
  strncat(path, name, sizeof(path) - strlen(path) - 1);
}

void copy(char *to, const char *from, size_t size) {
  // ruleid: c-strncat-size
  strncpy(to, from, strlen(from));
  // ok: c-strncat-size
  strncpy(to, from, size);
}

void own(const char *from) {
  char to[32];
  // ok: c-strncat-size
  strncpy(to, from, sizeof(to) - 1);
  // ok: c-strncat-size
  strlcpy(to, from, sizeof(to));
}
