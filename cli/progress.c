#include "progress.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BAR_MAX 40u
#define REDRAW_MS 100u

static uint64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static unsigned columns(void)
{
	struct winsize size;
	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

void progress_begin(struct progress *p)
{
	*p = (struct progress){.terminal = isatty(STDERR_FILENO) == 1, .started = now_ms()};
}

static void draw_bar(uint64_t done, uint64_t all, unsigned width)
{
	unsigned full = (unsigned)((double)done / (double)all * width);
	fputc('[', stderr);
	for (unsigned i = 0; i < width; i++)
		fputc(i < full ? '#' : '.', stderr);
	fprintf(stderr, "] %3.0f%% ", 100.0 * (double)done / (double)all);
}

void progress_show(struct progress *p, uint64_t done, uint64_t all, size_t reports)
{
	uint64_t now = p->terminal ? now_ms() : 0;
	if (!p->terminal || (p->on_screen && now - p->drawn < REDRAW_MS))
		return;
	double seconds = (double)(now - p->started) / 1000.0;
	double rate = seconds > 0 ? (double)reports / seconds : 0;
	unsigned wide = columns();
	fputs("\r\033[K", stderr);
	if (all && done <= all)
		draw_bar(done, all, wide > BAR_MAX + 45 ? BAR_MAX : wide > 60 ? wide - 50 : 10);
	fprintf(stderr, "%zu reports, %.0f a second", reports, rate);
	if (all && done && done < all && seconds > 1)
		fprintf(stderr, ", %.0f s left", seconds * (double)(all - done) / (double)done);
	fflush(stderr);
	p->drawn = now;
	p->on_screen = true;
}

void progress_clear(struct progress *p)
{
	if (p->on_screen)
		fputs("\r\033[K", stderr);
	p->on_screen = false;
}
