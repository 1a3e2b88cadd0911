/* file.c — whole files, see file.h. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int read_all(int fd, struct arena *arena, size_t limit, struct str *content)
{
    size_t capacity = 65536, used = 0;
    char *bytes = arena_alloc(arena, capacity + 1);
    for (;;) {
        if (used == capacity) {
            char *larger = arena_alloc(arena, capacity * 2 + 1);
            memcpy(larger, bytes, used);
            bytes = larger;
            capacity *= 2;
        }
        ssize_t got = read(fd, bytes + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            break;
        used += (size_t)got;
        if (limit && used > limit)
            return EFBIG;
    }
    bytes[used] = '\0';
    *content = (struct str){bytes, used};
    return 0;
}

int file_read(struct arena *arena, const char *path, size_t limit, struct str *content,
              struct annals_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(error, ANNALS_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    int failure = read_all(fd, arena, limit, content);
    close(fd);
    if (failure == EFBIG)
        return error_set(error, ANNALS_INPUT, "%s: is larger than the %zu bytes allowed", path,
                         limit);
    if (failure)
        return error_set(error, ANNALS_INPUT, "%s: cannot be read: %s", path, strerror(failure));
    return 0;
}

int file_map(const char *path, struct mapped_file *file, struct annals_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(error, ANNALS_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    struct stat status;
    void *bytes = NULL;
    int failure = fstat(fd, &status) ? errno : 0;
    if (!failure && !S_ISREG(status.st_mode))
        failure = EINVAL;
    if (!failure && status.st_size > 0) {
        bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
        if (bytes == MAP_FAILED)
            failure = errno;
    }
    close(fd);
    if (failure)
        return error_set(error, ANNALS_INPUT, "%s: cannot be mapped: %s", path, strerror(failure));
    file->content = (struct str){bytes, (size_t)status.st_size};
    return 0;
}

void file_unmap(struct mapped_file *file)
{
    if (file->content.size)
        munmap((void *)(uintptr_t)file->content.data, file->content.size);
    file->content = (struct str){NULL, 0};
}
