/* replay.c - plays files again to a fuzz target: replay_NAME FOLDER…  A file that takes longer than REPLAY_SECONDS ends
 * the program, as one that crashes does; its name has been printed by then. */
#include "fuzz.h"

#include "base/io.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define REPLAY_FILE_MAX ((size_t)16 << 20)
#define REPLAY_SECONDS 60

static void play(const char *path)
{
	struct arena a;
	struct str bytes;
	struct err err = {0};
	arena_init(&a, 0);
	FUZZ_CHECK(io_read_file(&a, path, REPLAY_FILE_MAX, &bytes, &err));
	uint8_t *exact = malloc(bytes.n ? bytes.n : 1); /* so that a sanitizer sees where it ends */
	FUZZ_CHECK(exact);
	for (size_t i = 0; i < bytes.n; i++)
		exact[i] = (uint8_t)bytes.p[i];
	printf("# %s\n", path);
	fflush(stdout);
	alarm(REPLAY_SECONDS);
	LLVMFuzzerTestOneInput(exact, bytes.n);
	alarm(0);
	free(exact);
	arena_release(&a);
}

static int play_folder(const char *folder)
{
	struct dirent **entries;
	int n = scandir(folder, &entries, NULL, alphasort), played = 0;
	for (int i = 0; i < n; i++) {
		char path[4096];
		snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
		if (entries[i]->d_name[0] != '.') {
			play(path);
			played++;
		}
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return played;
}

int main(int argc, char **argv)
{
	int played = 0;
	for (int i = 1; i < argc; i++)
		played += play_folder(argv[i]);
	printf("%d passed, %d failed\n", played, played == 0);
	return played == 0;
}
