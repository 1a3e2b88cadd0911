/* progress.c — a progress bar on standard error, for terminals only. */
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct progress progress_start(bool writes_records)
{
    return (struct progress){.shown = isatty(STDERR_FILENO),
                             .shares_terminal = writes_records && isatty(STDOUT_FILENO),
                             .started = now()};
}

static int terminal_width(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) || size.ws_col < 20 ? 80 : size.ws_col;
}

/* "[=====>     ] 42 %" in `text`. */
static int format_bar(char *text, size_t size, uint64_t done, uint64_t total)
{
    enum { CELLS = 24 };
    double part = done < total ? (double)done / (double)total : 1;
    int full = (int)(part * CELLS);
    char bar[CELLS + 1];
    for (int i = 0; i < CELLS; i++)
        bar[i] = (char)(i < full ? '=' : i == full ? '>' : ' ');
    bar[CELLS] = 0;
    return snprintf(text, size, "[%s] %3d %%  ", bar, (int)(part * 100));
}

static void format_time_left(char *text, size_t size, double elapsed, uint64_t done, uint64_t total)
{
    text[0] = 0;
    if (!done || done >= total || elapsed < 1)
        return;
    long left = (long)(elapsed * (double)(total - done) / (double)done + 0.5);
    snprintf(text, size, ", %ld:%02ld left", left / 60, left % 60);
}

void progress_draw(struct progress *progress, uint64_t done, uint64_t total)
{
    double time = now();
    if (!progress->shown || (progress->drawn && time - progress->last < 0.1))
        return;
    char bar[64] = "", left[48], text[256];
    if (total)
        format_bar(bar, sizeof bar, done, total);
    format_time_left(left, sizeof left, time - progress->started, done, total);
    snprintf(text, sizeof text, "%s%llu documents, %llu events%s", bar,
             (unsigned long long)progress->documents, (unsigned long long)progress->events, left);
    fprintf(stderr, "\r%.*s\033[K", terminal_width() - 1, text);
    fflush(stderr);
    progress->drawn = true;
    progress->last = time;
}

void progress_hide(struct progress *progress)
{
    if (!progress->drawn)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->drawn = false;
}

void progress_end(struct progress *progress)
{
    if (!progress->shown)
        return;
    progress_hide(progress);
    fprintf(stderr, "%llu document%s, %llu event%s in %.1f s\n",
            (unsigned long long)progress->documents, progress->documents == 1 ? "" : "s",
            (unsigned long long)progress->events, progress->events == 1 ? "" : "s",
            now() - progress->started);
}
