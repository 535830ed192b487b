#include "data/model_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORDER 0x01020304u

static bool check_chunks(const struct model_file *f, const char *path, struct err *e)
{
	const struct model_head *h = model_file_head(f);
	const struct model_chunk *c = (const struct model_chunk *)(h + 1);
	for (uint32_t i = 0; i < h->chunks; i++)
		if (c[i].at % MODEL_ALIGN || c[i].at > f->size || c[i].size > f->size - c[i].at || c[i].name[15])
			return err_set(e, ERR_DATA, "%s: chunk %u lies outside the file", path, i);
	return true;
}

static bool check(const struct model_file *f, const char *path, struct err *e)
{
	if (f->size < sizeof(struct model_head))
		return err_set(e, ERR_DATA, "%s: too short for a model", path);
	const struct model_head *h = model_file_head(f);
	if (memcmp(h->magic, MODEL_MAGIC, sizeof h->magic) != 0)
		return err_set(e, ERR_DATA, "%s: not a language model of truce", path);
	if (h->format != MODEL_FORMAT || h->order != ORDER)
		return err_set(e, ERR_DATA, "%s: a model of another format (%u, this program reads %u)", path, h->format, MODEL_FORMAT);
	if (h->size != f->size)
		return err_set(e, ERR_DATA, "%s: the file has %zu bytes but says %llu", path, f->size, (unsigned long long)h->size);
	if (h->chunks > MODEL_CHUNKS_MAX || f->size - sizeof *h < h->chunks * sizeof(struct model_chunk) || h->name[15])
		return err_set(e, ERR_DATA, "%s: the table of chunks is broken", path);
	return check_chunks(f, path, e);
}

bool model_file_use(struct model_file *f, const void *bytes, size_t size, const char *path, struct err *e)
{
	*f = (struct model_file){.bytes = bytes, .size = size};
	return check(f, path, e);
}

bool model_file_open(struct model_file *f, const char *path, struct err *e)
{
	struct stat st;
	*f = (struct model_file){0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, ERR_DATA, "cannot read the language model %s: %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < (off_t)sizeof(struct model_head) ||
	    (uint64_t)st.st_size > MODEL_SIZE_MAX) {
		close(fd);
		return err_set(e, ERR_DATA, "%s: not a language model of truce", path);
	}
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return err_set(e, ERR_SYSTEM, "cannot map %s: %s", path, strerror(errno));
	*f = (struct model_file){p, (size_t)st.st_size, true};
	if (check(f, path, e))
		return true;
	model_file_close(f);
	return false;
}

void model_file_close(struct model_file *f)
{
	if (f->mapped)
		munmap((void *)f->bytes, f->size);
	*f = (struct model_file){0};
}

const struct model_head *model_file_head(const struct model_file *f)
{
	return (const struct model_head *)f->bytes;
}

struct str model_file_chunk(const struct model_file *f, const char *name)
{
	const struct model_head *h = model_file_head(f);
	const struct model_chunk *c = (const struct model_chunk *)(h + 1);
	for (uint32_t i = 0; i < h->chunks; i++)
		if (strncmp(c[i].name, name, sizeof c[i].name) == 0)
			return (struct str){(const char *)f->bytes + c[i].at, c[i].size};
	return (struct str){0};
}
