#include <stdlib.h>
#include <sys/random.h>

struct session { unsigned long token; int retries; };

void start(struct session *s) {
  // ruleid: c-predictable-token
  s->token = ((unsigned long)rand() << 16) ^ rand();
}

void word(char *password, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    // ruleid: c-predictable-token
    password[i] = 'a' + rand() % 26;
  }
}

int code(void) {
  // ruleid: c-predictable-token
  int otp = random() % 1000000;
  return otp;
}

void strong(struct session *s) {
  // ok: c-predictable-token
  getrandom(&s->token, sizeof s->token, 0);
}

int dice(void) {
  // ok: c-predictable-token
  int eyes = rand() % 6 + 1;
  return eyes;
}

void backoff(struct session *s) {
  // ok: c-predictable-token
  s->retries = rand() % 8;
}
