/* watch_address.h - which addresses a server that strangers name may have. */
#ifndef TRUCE_CLI_WATCH_ADDRESS_H
#define TRUCE_CLI_WATCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* An address of the open internet: not private, loopback, link-local, reserved, multicast, nor an IPv4 address of these kinds
 * inside an IPv6 one. */
bool address_is_public(const struct sockaddr *address);

/* Whether it is the one that the text names: "127.0.0.1", "::1". */
bool address_is(const struct sockaddr *address, const char *text);

#endif
