#include "data/gazfile.h"

#include "base/utf8.h"
#include "data/ontology.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER 32
#define GAZFILE_MAX ((size_t)1 << 31)

_Static_assert(sizeof(struct gazfile_slot) == 16 && sizeof(struct gazfile_place) == 28, "the layout of the file");

/* An alpha-3, or nothing but NUL for what lies in several countries or none. */
static bool country_fits(const char c[3])
{
	if (memcmp(c, "\0\0\0", 3) == 0)
		return true;
	for (int i = 0; i < 3; i++)
		if (c[i] < 'A' || c[i] > 'Z')
			return false;
	return true;
}

static bool check_places(const struct gazfile *f)
{
	for (uint32_t i = 0; i < f->n_places; i++) {
		const struct gazfile_place *p = &f->places[i];
		if (p->name >= f->n_strings || p->type == 0 || p->type >= PLACE_TYPE_COUNT ||
		    (p->region != GAZFILE_NONE && p->region >= f->n_places) || p->lat < -9000000 || p->lat > 9000000 ||
		    p->lon < -18000000 || p->lon > 18000000 || !country_fits(p->country))
			return false;
	}
	return true;
}

static bool check_slots(const struct gazfile *f)
{
	bool free_slot = false; /* without one a search would not end */
	for (uint32_t i = 0; i < f->n_slots; i++) {
		const struct gazfile_slot *s = &f->slots[i];
		free_slot = free_slot || s->hash == 0;
		if (s->first > f->n_refs || s->count_more / 2 > f->n_refs - s->first)
			return false;
	}
	for (uint32_t i = 0; i < f->n_refs; i++)
		if (f->refs[i] >= f->n_places)
			return false;
	return free_slot;
}

bool gazfile_check(struct gazfile *f, const unsigned char *bytes, size_t size)
{
	uint32_t head[6];
	if (size < HEADER || memcmp(bytes, "TRUCEGZ1", 8) != 0)
		return false;
	memcpy(head, bytes + 8, sizeof head);
	*f = (struct gazfile){.bytes = bytes, .size = size, .n_places = head[0], .n_slots = head[1], .n_refs = head[2], .n_strings = head[3]};
	uint64_t need = HEADER + (uint64_t)f->n_slots * 16 + (uint64_t)f->n_places * 28 + (uint64_t)f->n_refs * 4 + f->n_strings;
	if (need != size || f->n_slots == 0 || (f->n_slots & (f->n_slots - 1)) || f->n_strings == 0)
		return false;
	f->slots = (const void *)(bytes + HEADER);
	f->places = (const void *)(f->slots + f->n_slots);
	f->refs = (const void *)(f->places + f->n_places);
	f->strings = (const char *)(f->refs + f->n_refs);
	return f->strings[f->n_strings - 1] == '\0' && utf8_bad((struct str){f->strings, f->n_strings}) == f->n_strings &&
	       check_places(f) && check_slots(f);
}

bool gazfile_open(struct gazfile *f, const char *path, struct err *err)
{
	struct stat st;
	void *p = MAP_FAILED;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0 && (uint64_t)st.st_size < GAZFILE_MAX)
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	int why = errno;
	if (fd >= 0)
		close(fd);
	if (fd < 0 || (p == MAP_FAILED && why))
		return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(why));
	if (p != MAP_FAILED && gazfile_check(f, p, (size_t)st.st_size))
		return true;
	if (p != MAP_FAILED)
		munmap(p, (size_t)st.st_size);
	*f = (struct gazfile){0};
	return err_set(err, ERR_DATA, "%s: not a gazetteer, or a broken one", path);
}

void gazfile_close(struct gazfile *f)
{
	if (f->bytes)
		munmap((void *)f->bytes, f->size);
	*f = (struct gazfile){0};
}

const struct gazfile_slot *gazfile_find(const struct gazfile *f, gazkey key)
{
	if (!f->n_slots)
		return NULL;
	key = key ? key : 1;
	for (uint32_t i = (uint32_t)key & (f->n_slots - 1); f->slots[i].hash; i = (i + 1) & (f->n_slots - 1))
		if (f->slots[i].hash == key)
			return &f->slots[i];
	return NULL;
}
