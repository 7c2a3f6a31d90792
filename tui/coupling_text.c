/* A line for each component, and what holds of the whole. */
#include "tui/coupling_text.h"

#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"

enum { NAME_WIDTH = 24 };

static void add_ratio(Text *out, Decimal value)
{
	if (value < 0)
		text_add(out, "-");
	else
		decimal_add_fixed(out, decimal_round(value, 2), 2, false);
}

typedef struct Row {
	const ComponentCoupling *coupling;
	const Element *element;
	uint32_t component;
} Row;

/* The widest blast radius first. */
static int by_blast(const void *a, const void *b)
{
	const Row *x = a, *y = b;

	if (x->coupling->blast != y->coupling->blast)
		return x->coupling->blast < y->coupling->blast ? 1 : -1;
	return strcmp(x->element->id, y->element->id);
}

uint32_t *coupling_order(const Coupling *coupling, const Graph *graph)
{
	Row *rows = mem_alloc((coupling->count + 1) * sizeof *rows);
	uint32_t *order = mem_alloc((coupling->count + 1) * sizeof *order);

	for (uint32_t c = 0; c < coupling->count; c++)
		rows[c] = (Row){&coupling->components[c], graph->components[c].element, c};
	if (coupling->count)
		qsort(rows, coupling->count, sizeof *rows, by_blast);
	for (uint32_t c = 0; c < coupling->count; c++)
		order[c] = rows[c].component;
	free(rows);
	return order;
}

void coupling_add_head(Text *out)
{
	text_addf(out, "%-*s%4s %4s %12s %8s %6s %7s %8s", NAME_WIDTH, "component", "in", "out", "instability", "reaches",
	          "blast", "circle", "identity");
}

void coupling_add_row(const Coupling *coupling, const Graph *graph, uint32_t component, Text *out)
{
	const ComponentCoupling *c = &coupling->components[component];
	const Element *element = graph->components[component].element;
	Text name = {0}, cut = {0}, instability = {0}, circle = {0}, sign_in = {0};

	utf8_add_safe(&name, element->id);
	if (strcmp(element_name(element), element->id) != 0) {
		text_add(&name, " (");
		utf8_add_safe(&name, element_name(element));
		text_add_char(&name, ')');
	}
	utf8_add_cut(&cut, name.s, NAME_WIDTH, false);
	text_add(out, cut.s);
	text_add_repeat(out, " ", (size_t)(NAME_WIDTH - utf8_width(cut.s)));
	add_ratio(&instability, c->instability);
	if (c->circle)
		text_addf(&circle, "%u", c->circle);
	if (c->sign_in != WALK_END)
		text_addf(&sign_in, "%u", c->sign_in);
	text_addf(out, "%4u %4u %12s %8u %6u %7s %8s", c->fan_in, c->fan_out, instability.s, c->reaches, c->blast,
	          c->circle ? circle.s : "-", sign_in.length ? sign_in.s : "-");
	text_clear(&name);
	text_clear(&cut);
	text_clear(&instability);
	text_clear(&circle);
	text_clear(&sign_in);
}

void coupling_add_summary(const Coupling *coupling, Text *out)
{
	Text share = {0};

	decimal_add_fixed(&share, decimal_round(coupling->propagation * 100, 1), 1, false);
	text_addf(out, "Propagation cost  %s %%: a change or a fault reaches that share of the design\n", share.s);
	text_addf(out, "Dependencies      %llu between %u components; %u links cross platforms\n",
	          (unsigned long long)coupling->dependencies, coupling->count, coupling->cross_platform);
	if (coupling->circles)
		text_addf(out, "Circles           %u, the largest of %u components\n", coupling->circles,
		          coupling->largest_circle);
	else
		text_add(out, "Circles           none\n");
	text_addf(out, "Longest chain     %u hops where every caller waits\n", coupling->longest_chain);
	if (coupling->scored) {
		text_reset(&share);
		add_ratio(&share, coupling->score);
		text_addf(out, "Score             %s on average of %u links across, 0 loose to 1 tight\n",
		          share.s, coupling->scored);
	}
	text_clear(&share);
}
