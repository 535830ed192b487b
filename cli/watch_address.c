#include "watch_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct range4 { uint32_t from; int bits; };

/* RFC 6890 and its successors. */
static const struct range4 special4[] = {
	{0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24},
	{0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 3},
};

static bool public4(uint32_t address)
{
	for (size_t i = 0; i < sizeof special4 / sizeof *special4; i++)
		if ((address ^ special4[i].from) >> (32 - special4[i].bits) == 0)
			return false;
	return true;
}

static uint32_t four(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool public6(const uint8_t a[16])
{
	static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF}, nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
	if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0)
		return public4(four(a + 12));
	if (a[0] == 0x20 && a[1] == 0x02) /* 6to4 */
		return public4(four(a + 2));
	bool global = a[0] >> 5 == 1;                                                    /* 2000::/3 */
	bool special = a[0] == 0x20 && a[1] == 0x01 && (a[2] < 2 || (a[2] == 0x0D && a[3] == 0xB8)); /* 2001::/23, Teredo in it; 2001:db8::/32 */
	bool documents = a[0] == 0x3F && a[1] == 0xFF && a[2] < 0x10;                   /* 3fff::/20 */
	return global && !special && !documents;
}

bool address_is_public(const struct sockaddr *address)
{
	struct sockaddr_in in4;
	struct sockaddr_in6 in6;
	switch (address->sa_family) {
	case AF_INET:
		memcpy(&in4, address, sizeof in4);
		return public4(ntohl(in4.sin_addr.s_addr));
	case AF_INET6:
		memcpy(&in6, address, sizeof in6);
		return public6(in6.sin6_addr.s6_addr);
	default:
		return false;
	}
}

bool address_is(const struct sockaddr *address, const char *text)
{
	struct sockaddr_in in4;
	struct sockaddr_in6 in6;
	unsigned char bytes[16];
	if (address->sa_family == AF_INET && inet_pton(AF_INET, text, bytes) == 1) {
		memcpy(&in4, address, sizeof in4);
		return memcmp(&in4.sin_addr, bytes, 4) == 0;
	}
	if (address->sa_family == AF_INET6 && inet_pton(AF_INET6, text, bytes) == 1) {
		memcpy(&in6, address, sizeof in6);
		return memcmp(&in6.sin6_addr, bytes, 16) == 0;
	}
	return false;
}
