#include <sys/stat.h>

int everybody(const char *path) {
  // ruleid: c-world-writable
  return chmod(path, 0777);
}

void flags(int file) {
  // ruleid: c-world-writable
  fchmod(file, S_IRUSR | S_IWUSR | S_IWOTH);
}

void daemonize(void) {
  // ruleid: c-world-writable
  umask(0);
}

int own(const char *path) {
  // ok: c-world-writable
  return chmod(path, 0600);
}

void narrow(void) {
  // ok: c-world-writable
  umask(077);
}

mode_t asked(void) {
  mode_t old = umask(0);
  // ok: c-world-writable
  umask(old);
  return old;
}
