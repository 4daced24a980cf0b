#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int run(int argc, char **argv) {
  // ruleid: c-command-string
  return system(argv[1]);
}

int convert(const char *name) {
  char command[256];
  snprintf(command, sizeof command, "convert %s out.png", name);
  // ruleid: c-command-string
  return system(command);
}

FILE *list(const char *directory) {
  char command[256];
  sprintf(command, "ls -l %s", directory);
  // ruleid: c-command-string
  return popen(command, "r");
}

int numbered(int job) {
  char command[64];
  snprintf(command, sizeof command, "/usr/lib/spool/job %d", job);
  // ok: c-command-string
  return system(command);
}

int fixed(void) {
  // ok: c-command-string
  return system("sync");
}

int words(const char *name, char **environment) {
  char *const arguments[] = {"convert", (char *)name, "out.png", NULL};
  // ok: c-command-string
  return execve("/usr/bin/convert", arguments, environment);
}
