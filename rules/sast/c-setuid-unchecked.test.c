#include <stdlib.h>
#include <unistd.h>

void drop(uid_t user, gid_t group) {
  // ruleid: c-setuid-unchecked
  setgid(group);
  // ruleid: c-setuid-unchecked
  setuid(user);
}

int all(uid_t user) {
  // ruleid: c-setuid-unchecked
  setresuid(user, user, user);
  return 0;
}

void checked(uid_t user, gid_t group) {
  // ok: c-setuid-unchecked
  if (setgid(group) != 0 || setuid(user) != 0) {
    abort();
  }
}

int kept(uid_t user) {
  // ok: c-setuid-unchecked
  int failed = setuid(user);
  return failed;
}

int passed(uid_t user) {
  // ok: c-setuid-unchecked
  return setuid(user);
}
