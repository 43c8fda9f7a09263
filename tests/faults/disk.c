/* A disk with faults, laid under a program by LD_PRELOAD: reads or writes of files whose path holds CPCL_DISK_PATH
   fail with error number CPCL_DISK_ERROR where they touch bytes CPCL_DISK_FROM up to CPCL_DISK_TO.
   CPCL_DISK_WHAT is "read" or "write". */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int bad(const char *what, int fd, off_t at, size_t count) {
    const char *wanted = getenv("CPCL_DISK_PATH"), *kind = getenv("CPCL_DISK_WHAT");
    char link[64], path[4096];
    if (!wanted || !kind || strcmp(kind, what) || at < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, wanted)) return 0;
    if (at >= atoll(getenv("CPCL_DISK_TO")) || at + (off_t)count <= atoll(getenv("CPCL_DISK_FROM"))) return 0;
    errno = atoi(getenv("CPCL_DISK_ERROR"));
    return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int fd, void *data, size_t count) {
    return bad("read", fd, lseek(fd, 0, SEEK_CUR), count) ? -1 : NEXT(read)(fd, data, count);
}
ssize_t pread(int fd, void *data, size_t count, off_t at) {
    return bad("read", fd, at, count) ? -1 : NEXT(pread)(fd, data, count, at);
}
ssize_t pread64(int fd, void *data, size_t count, off64_t at) {
    return bad("read", fd, at, count) ? -1 : NEXT(pread64)(fd, data, count, at);
}
ssize_t write(int fd, const void *data, size_t count) {
    return bad("write", fd, lseek(fd, 0, SEEK_CUR), count) ? -1 : NEXT(write)(fd, data, count);
}
ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
    return bad("write", fd, at, count) ? -1 : NEXT(pwrite)(fd, data, count, at);
}
ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at) {
    return bad("write", fd, at, count) ? -1 : NEXT(pwrite64)(fd, data, count, at);
}
