/* truce watch - starts truce-watch, which stands beside this program. */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int cmd_watch(int argc, char **argv)
{
	char path[4096];
	(void)argc;
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - sizeof "-watch");
	if (n > 0) {
		memcpy(path + n, "-watch", sizeof "-watch");
		execv(path, argv);
	}
	fprintf(stderr, "truce: %s: %s (it is built where libcurl is there)\n", n > 0 ? path : "truce-watch", strerror(errno));
	return EXIT_SYSTEM;
}
