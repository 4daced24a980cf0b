#include <stdio.h>
#include <syslog.h>

#define GREETING "hello\n"

void say(const char *text, FILE *out) {
  // ruleid: c-format-string
  printf(text);
  // ruleid: c-format-string
  fprintf(out, text);
  // ruleid: c-format-string
  syslog(LOG_INFO, text);
}

void line(char *to, size_t size, char **words) {
  // ruleid: c-format-string
  snprintf(to, size, words[0]);
}

void plain(const char *text, FILE *out) {
  // ok: c-format-string
  printf("%s", text);
  // ok: c-format-string
  fprintf(out, "done\n");
  // ok: c-format-string
  printf(GREETING);
  // ok: c-format-string
  printf(_("translated"));
  // ok: c-format-string
  syslog(LOG_INFO, "%s", text);
}
