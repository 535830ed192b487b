/* The trainer: its gradients are those of its loss, and what it writes can be opened. */
#include "unit.h"

#include "parser.h"

#include <stdlib.h>
#include <unistd.h>

static const char treebank[] =
	"1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\t_\n"
	"2\triders\trider\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\t_\n"
	"3\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n"
	"4\tGondor\tGondor\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\tSpaceAfter=No\n"
	"5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
	"\n"
	"1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t3\tnsubj\t_\t_\n"
	"2\tnever\tnever\tADV\tRB\t_\t3\tadvmod\t_\t_\n"
	"3\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n"
	"\n";

static void gradients_are_those_of_the_loss(void **state)
{
	(void)state;
	char path[] = "/tmp/truce-train-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	for (int i = 0; i < 6; i++) /* rare features are left out, so each sentence comes several times */
		assert_true(write(fd, treebank, sizeof treebank - 1) == (ssize_t)sizeof treebank - 1);
	close(fd);
	static struct corpus c;
	static struct parser p;
	struct err e = {0};
	const char *files[] = {path};
	bool ok = corpus_read(&c, files, 1, &e);
	unlink(path);
	assert_true(ok);
	struct parser_options o = {.dim = 32, .layers = 3, .tag_dim = 16, .arc_dim = 16, .label_dim = 16, .batch = 100, .drop = 0.2f, .seed = 3};
	parser_new(&p, &c, &o);
	assert_true(parser_gradient_error(&p, &c, 5) < 0.03);
	parser_release(&p);
	corpus_release(&c);
}

UNIT_MAIN(cmocka_unit_test(gradients_are_those_of_the_loss))
