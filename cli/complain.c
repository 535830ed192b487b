#include "cli.h"

#include <stdio.h>

enum exit_code cli_exit_code(enum err_code code)
{
	return code == ERR_NONE ? EXIT_OK : code == ERR_INPUT ? EXIT_REJECTED : code == ERR_USAGE ? EXIT_USAGE : EXIT_SYSTEM;
}

void cli_complain(const struct err *e)
{
	fprintf(stderr, "truce: %s\n", e->message);
}
