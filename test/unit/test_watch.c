/* What truce watch may connect to, and what it may fetch there. */
#include "unit.h"

#include "watch_address.h"
#include "watch_robots.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static bool open_to(const char *text)
{
	struct sockaddr_in in4 = {.sin_family = AF_INET};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
	if (inet_pton(AF_INET, text, &in4.sin_addr) == 1)
		return address_is_public((const struct sockaddr *)&in4);
	assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
	return address_is_public((const struct sockaddr *)&in6);
}

static void private_addresses_are_known(void **state)
{
	(void)state;
	static const char *const closed[] = {
		"0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.2.1",
		"192.168.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001::1", "3fff::1", "64:ff9b:1::1",
	};
	static const char *const public[] = {
		"1.1.1.1", "9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255",
		"2606:4700::1111", "2a00:1450:4001::1", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::",
	};
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
		if (open_to(closed[i]))
			fail_msg("%s passes", closed[i]);
	for (size_t i = 0; i < sizeof public / sizeof *public; i++)
		if (!open_to(public[i]))
			fail_msg("%s does not pass", public[i]);
	struct sockaddr other = {.sa_family = AF_UNIX};
	assert_false(address_is_public(&other));
}

static void check(const char *robots, const char *path, bool wanted, double wanted_delay)
{
	double delay = -1;
	bool got = robots_allow(str_of(robots), STR("truce"), str_of(path), &delay);
	if (got != wanted || delay != wanted_delay)
		fail_msg("%s for %s: %d, %g", robots, path, got, delay);
}

static void robots_are_read(void **state)
{
	(void)state;
	check("", "/a", true, 0);
	check("User-agent: *\nDisallow: /", "/a", false, 0);
	check("User-agent: *\nDisallow:", "/a", true, 0);
	check("User-agent: other\nDisallow: /\n", "/a", true, 0);
	check("\xEF\xBB\xBFUSER-AGENT: Truce/2.0 # us\r\nDISALLOW: /x\r\n\r\nUser-agent: *\nDisallow: /", "/a", true, 0);
	check("User-agent: a\nUser-agent: truce\nDisallow: /x\nUser-agent: b\nDisallow: /", "/x/y", false, 0);
	check("User-agent: a\nUser-agent: truce\nDisallow: /x\nUser-agent: b\nDisallow: /", "/y", true, 0);
	check("User-agent: *\nDisallow: /news/\nAllow: /news/open", "/news/open/1", true, 0);
	check("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true, 0);
	check("User-agent: *\nCrawl-delay: 2.5\nDisallow: /*.pdf$\nDisallow: /*?print=", "/a.pdf", false, 2.5);
	check("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", true, 0);
	check("User-agent: *\nDisallow: /*.pdf$", "/a.pdf.pdf", false, 0);
	check("User-agent: *\nDisallow: /*a*b*c", "/xaxbxxc/", false, 0);
	check("User-agent: *\nDisallow: *", "/", false, 0);
	check("Disallow: /\nnonsense\n:::\nUser-agent", "/a", true, 0);
}

UNIT_MAIN(cmocka_unit_test(private_addresses_are_known), cmocka_unit_test(robots_are_read))
