/* The lenses: each fills tags and lines from the graph and the facts, and says in its legend what they mean. */
#include "render/lens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/coupling.h"
#include "model/list.h"
#include "model/memory.h"
#include "model/utf8.h"

/* --- tags -------------------------------------------------------------- */

static void tag(LensView *view, size_t component, Style style, const char *text)
{
	LensTag *to = &view->components[component];
	Text cut = {0};

	utf8_add_cut(&cut, text, LENS_TAG_WIDEST, true);
	snprintf(to->text, sizeof to->text, "%s", text_str(&cut));
	to->style = style;
	text_clear(&cut);
}

static void line(LensView *view, size_t link, Style style, LensStroke stroke)
{
	view->links[link] = (LensLine){style, stroke};
}

static Style severity_style(const uint32_t counts[SEVERITY_COUNT])
{
	static const Style styles[] = {STYLE_ERROR, STYLE_WARNING, STYLE_ADVICE};

	for (int s = 0; s < SEVERITY_COUNT; s++)
		if (counts[s])
			return styles[s];
	return STYLE_DIM;
}

/* --- findings ---------------------------------------------------------- */

static void look_findings(const LensJob *job, LensView *view)
{
	uint32_t all[SEVERITY_COUNT] = {0};
	Text text = {0};

	view->tells_findings = true;
	for (size_t i = 0; i < job->graph->component_count; i++) {
		const uint32_t *counts = job->facts->components[i].findings;

		text_reset(&text);
		facts_add_findings(counts, job->ascii, &text);
		tag(view, i, severity_style(counts), text_str(&text));
		for (int s = 0; s < SEVERITY_COUNT; s++)
			all[s] += counts[s];
	}
	for (size_t i = 0; i < job->graph->link_count; i++) {
		const uint32_t *counts = job->facts->links[i];
		Style style = severity_style(counts);

		line(view, i, style, style == STYLE_DIM ? STROKE_PLAIN : STROKE_HEAVY);
		for (int s = 0; s < SEVERITY_COUNT; s++)
			all[s] += counts[s];
	}
	text_addf(&view->legend, "%s errors %u, %s warnings %u, %s advice %u; heavy lines have some",
	          job->ascii ? "x" : "✖", (unsigned)all[0], job->ascii ? "!" : "▲", (unsigned)all[1],
	          job->ascii ? "i" : "○", (unsigned)all[2]);
	text_clear(&text);
}

/* --- cost -------------------------------------------------------------- */

enum { SHARE_LARGE = 25, SHARE_SOME = 10 };     /* percent */

static void look_cost(const LensJob *job, LensView *view)
{
	const Facts *facts = job->facts;
	unsigned unpriced = 0;

	for (size_t i = 0; i < job->graph->component_count; i++) {
		const ComponentFacts *of = &facts->components[i];
		Decimal share = 0;
		int percent;
		char text[16];

		unpriced += of->unpriced;
		decimal_divide(of->cost * 100, facts->total, &share);
		percent = (int)(decimal_round(share, 0) / DECIMAL_ONE);
		snprintf(text, sizeof text, "%s%d%%%s", of->cost && !percent ? "<" : "", of->cost && !percent ? 1 : percent,
		         of->unpriced ? "+?" : "");
		if (of->priced)
			tag(view, i, percent >= SHARE_LARGE ? STYLE_ERROR : percent >= SHARE_SOME ? STYLE_WARNING : STYLE_GOOD, text);
		else
			tag(view, i, STYLE_DIM, of->unpriced ? "?" : "");
	}
	text_add(&view->legend, "share of ");
	cost_add_money(&view->legend, facts->currency, facts->total);
	text_add(&view->legend, " a month");
	if (unpriced)
		text_addf(&view->legend, "; ? has no price (%u)", unpriced);
}

/* --- coupling ---------------------------------------------------------- */

enum { HIT_SOFT = 1, HIT_STOPS };

/* Who suffers when FROM is down: HIT_STOPS over hard links all the way, else HIT_SOFT. */
static void blast(const Graph *graph, int from, uint8_t *hit)
{
	int *queue = mem_alloc((graph->component_count * 2 + 1) * sizeof *queue);
	size_t count = 0;

	hit[from] = HIT_STOPS;
	queue[count++] = from;
	for (size_t at = 0; at < count; at++) {
		int c = queue[at];

		for (uint32_t k = graph->serves_start[c]; k < graph->serves_start[c + 1]; k++) {
			const GraphLink *link = &graph->links[graph->serves[k]];
			uint8_t now = link->hard && hit[c] == HIT_STOPS ? HIT_STOPS : HIT_SOFT;

			if (link->depender == NOWHERE || hit[link->depender] >= now)
				continue;
			hit[link->depender] = now;      /* at most twice: soft, then stops */
			queue[count++] = link->depender;
		}
	}
	free(queue);
}

static void look_blast(const LensJob *job, LensView *view, int from)
{
	const Graph *graph = job->graph;
	uint8_t *hit = mem_alloc((graph->component_count + 1) * sizeof *hit);
	unsigned count[3] = {0};

	blast(graph, from, hit);
	for (size_t i = 0; i < graph->component_count; i++) {
		if ((int)i == from)
			tag(view, i, STYLE_MARK, "down");
		else
			tag(view, i, hit[i] == HIT_STOPS ? STYLE_ERROR : hit[i] ? STYLE_WARNING : STYLE_DIM,
			    hit[i] == HIT_STOPS ? "stops" : hit[i] ? "suffers" : "");
		count[hit[i]] += (int)i != from;
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		bool carries = link->depender != NOWHERE && link->dependee != NOWHERE && hit[link->dependee];

		line(view, i, !carries ? STYLE_DIM : link->hard ? STYLE_ERROR : STYLE_WARNING,
		     !carries ? STROKE_PLAIN : link->hard ? STROKE_HEAVY : STROKE_DASHED);
	}
	text_add(&view->legend, "blast radius of ");
	utf8_add_safe(&view->legend, element_name(graph->components[from].element));
	text_addf(&view->legend, ": %u stop (heavy lines), %u suffer (dashed)", count[HIT_STOPS], count[HIT_SOFT]);
	free(hit);
}

static void look_coupling(const LensJob *job, LensView *view)
{
	const Graph *graph = job->graph;
	int from = job->selected ? graph_component(graph, job->selected->id) : NOWHERE;
	ComponentCoupling *components;
	Walk walk = {0};

	if (from != NOWHERE) {
		look_blast(job, view, from);
		return;
	}
	components = mem_alloc((graph->component_count + 1) * sizeof *components);
	walk_build(&walk, graph, WALK_ALL);
	coupling_fans(&walk, components);
	for (size_t i = 0; i < graph->component_count; i++) {
		Decimal instability;
		Text text = {0};

		if (coupling_instability(&components[i], &instability)) {
			text_addf(&text, "I%d.%02d", (int)(decimal_round(instability, 2) / DECIMAL_ONE),
			          (int)(decimal_round(instability, 2) * 100 / DECIMAL_ONE % 100));
			tag(view, i, instability * 3 > DECIMAL_ONE * 2 ? STYLE_WARNING :
			    instability * 3 < DECIMAL_ONE ? STYLE_GOOD : STYLE_NORMAL, text_str(&text));
		}
		text_clear(&text);
	}
	for (size_t i = 0; i < graph->link_count; i++)
		line(view, i, graph->links[i].cross_platform ? STYLE_LINK_FOCUS : STYLE_LINK,
		     graph->links[i].cross_platform ? STROKE_HEAVY : STROKE_PLAIN);
	text_add(&view->legend, "I0.00 all depend on it, I1.00 it depends on all; heavy lines cross platforms");
	walk_clear(&walk);
	free(components);
}

/* --- data, region, identity -------------------------------------------- */

/* The DATA_… bits of what LINK carries. */
static unsigned carried(const Graph *graph, const GraphLink *link)
{
	const char *value = element_get(link->element, "carries");
	unsigned bits = 0;
	List ids = {0};

	list_split(value, &ids, NULL);
	for (size_t i = 0; i < ids.count; i++) {
		const Element *data = design_find(graph->design, ids.items[i]);

		if (data && data->class == CLASS_DATA)
			bits |= facts_data(data);
	}
	list_clear(&ids);
	return bits;
}

static void add_jurisdiction(const Graph *graph, size_t component, Text *out)
{
	const char *where = graph_jurisdiction(graph, (int)component);

	for (const char *c = where ? where : "?"; *c; c++)
		text_add_char(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
}

static bool leaves_jurisdiction(const Graph *graph, const GraphLink *link)
{
	return link->from != NOWHERE && link->to != NOWHERE &&
	       !text_equal(graph_jurisdiction(graph, link->from), graph_jurisdiction(graph, link->to));
}

static void look_data(const LensJob *job, LensView *view)
{
	const Graph *graph = job->graph;
	Text text = {0};

	for (size_t i = 0; i < graph->component_count; i++) {
		unsigned bits = job->facts->components[i].data;

		text_reset(&text);
		add_jurisdiction(graph, i, &text);
		if (bits)
			text_add(&text, bits & DATA_SPECIAL ? "+special" : bits & DATA_PERSONAL ? "+PII" :
			                bits & DATA_SECRET ? "+secret" : "+data");
		tag(view, i, bits & (DATA_SPECIAL | DATA_PERSONAL) ? STYLE_WARNING : bits ? STYLE_GOOD : STYLE_DIM, text.s);
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		unsigned bits = carried(graph, &graph->links[i]);
		bool personal = bits & (DATA_SPECIAL | DATA_PERSONAL);

		line(view, i, personal && leaves_jurisdiction(graph, &graph->links[i]) ? STYLE_ERROR :
		     personal ? STYLE_WARNING : bits ? STYLE_LINK : STYLE_DIM,
		     personal ? STROKE_HEAVY : bits ? STROKE_PLAIN : STROKE_DASHED);
	}
	text_add(&view->legend, "heavy lines carry personal data, dashed ones no data that is named");
	text_clear(&text);
}

static void look_region(const LensJob *job, LensView *view)
{
	const Graph *graph = job->graph;

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *own = graph_get(graph, component->element, GRAPH_REGION);
		const char *region = own ? own : component->platform != NOWHERE ? graph->platforms[component->platform].region : "";

		tag(view, i, *region ? STYLE_NORMAL : STYLE_WARNING, *region ? region : "?");
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		bool leaves = leaves_jurisdiction(graph, &graph->links[i]);

		line(view, i, leaves ? STYLE_WARNING : STYLE_LINK, leaves ? STROKE_HEAVY : STROKE_PLAIN);
	}
	text_add(&view->legend, "? is not said; heavy lines go to another jurisdiction");
}

static void look_identity(const LensJob *job, LensView *view)
{
	const Graph *graph = job->graph;

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *identity = graph_get(graph, component->element, GRAPH_IDENTITY);
		bool mfa = text_equal(graph_get(graph, component->element, GRAPH_MFA), "true");
		Text text = {0};

		if (component->traits & TRAIT_PROVIDER)
			text_add(&text, "IdP");
		else if (identity)
			text_add(&text, strcmp(identity, "federated") == 0 ? "SSO" : identity);
		else if (component->traits & TRAIT_INTERFACE)
			text_add_char(&text, '?');
		if (mfa)
			text_add(&text, "+MFA");
		tag(view, i, !text.length ? STYLE_DIM : component->traits & TRAIT_PROVIDER || text_starts(text.s, "SSO") ? STYLE_GOOD :
		    STYLE_WARNING, text_str(&text));
		text_clear(&text);
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		bool sign_in = text_equal(graph->links[i].pattern->id, "saml-oidc-sso");
		bool keyed = graph_get(graph, graph->links[i].element, GRAPH_AUTH) || *graph->links[i].pattern->auth;

		line(view, i, sign_in ? STYLE_GOOD : keyed ? STYLE_LINK : STYLE_DIM,
		     sign_in ? STROKE_HEAVY : keyed ? STROKE_PLAIN : STROKE_DASHED);
	}
	text_add(&view->legend, "? is not said; heavy lines are sign-in, dashed ones prove no identity");
}

/* --- calls, pattern, owner --------------------------------------------- */

static void look_calls(const LensJob *job, LensView *view)
{
	const Graph *graph = job->graph;
	unsigned count[3] = {0};

	for (size_t i = 0; i < graph->component_count; i++)
		tag(view, i, STYLE_NORMAL, "");
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		PatternMode mode = link->is_free ? MODE_OVERLAY : link->pattern->mode;

		count[mode]++;
		line(view, i, mode == MODE_SYNC ? STYLE_WARNING : mode == MODE_ASYNC ? STYLE_GOOD : STYLE_DIM,
		     mode == MODE_SYNC ? STROKE_HEAVY : mode == MODE_ASYNC ? STROKE_DASHED : STROKE_PLAIN);
	}
	text_addf(&view->legend, "heavy: the caller waits (%u); dashed: asynchronous (%u); plain: neither (%u)",
	          count[MODE_SYNC], count[MODE_ASYNC], count[MODE_OVERLAY]);
}

static void look_pattern(const LensJob *job, LensView *view)
{
	const Graph *graph = job->graph;
	unsigned bad = 0, old = 0;

	for (size_t i = 0; i < graph->component_count; i++)
		tag(view, i, STYLE_NORMAL, "");
	for (size_t i = 0; i < graph->link_count; i++) {
		const char *status = graph->links[i].pattern->status;
		bool is_bad = text_equal(status, "anti-pattern") || text_equal(status, "discouraged");
		bool is_old = text_equal(status, "legacy") || text_equal(status, "sustaining");

		bad += is_bad;
		old += is_old;
		line(view, i, is_bad ? STYLE_ERROR : is_old ? STYLE_WARNING : STYLE_LINK,
		     is_bad ? STROKE_HEAVY : is_old ? STROKE_DASHED : STROKE_PLAIN);
	}
	text_addf(&view->legend, "heavy: to be avoided (%u); dashed: outdated (%u); plain: fine", bad, old);
}

static void look_owner(const LensJob *job, LensView *view)
{
	const Graph *graph = job->graph;
	unsigned nobody = 0;

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const Element *platform = component->platform != NOWHERE ? graph->platforms[component->platform].element : NULL;
		const char *own = graph_get(graph, component->element, GRAPH_OWNER);
		const char *owner = own ? own : platform ? graph_get(graph, platform, GRAPH_OWNER) : NULL;

		nobody += !owner;
		tag(view, i, owner ? STYLE_NORMAL : STYLE_WARNING, owner ? owner : "?");
	}
	text_addf(&view->legend, "? nobody answers for it (%u)", nobody);
}

/* --- the table --------------------------------------------------------- */

const Lens lens_table[] = {
	{"findings", "errors, warnings and advice of each box and line", look_findings},
	{"cost", "the share of each box in the monthly cost", look_cost},
	{"coupling", "instability, or the blast radius of the selected box", look_coupling},
	{"data", "jurisdiction, the data kept, and where personal data goes", look_data},
	{"region", "where each box runs, and lines to another jurisdiction", look_region},
	{"identity", "how people sign in, and how callers prove who they are", look_identity},
	{"calls", "which lines are synchronous and which asynchronous", look_calls},
	{"owner", "who answers for each box", look_owner},
	{"pattern", "lines whose pattern is outdated or to be avoided", look_pattern},
	{0},
};

const Lens *lens_find(const char *name)
{
	for (const Lens *lens = lens_table; name && lens->name; lens++)
		if (strcmp(lens->name, name) == 0)
			return lens;
	return NULL;
}

void lens_look(const Lens *lens, const LensJob *job, LensView *view)
{
	lens_clear(view);
	view->components = mem_alloc((job->graph->component_count + 1) * sizeof *view->components);
	view->links = mem_alloc((job->graph->link_count + 1) * sizeof *view->links);
	for (size_t i = 0; i < job->graph->link_count; i++)
		line(view, i, STYLE_LINK, STROKE_PLAIN);
	lens->look(job, view);
}

void lens_clear(LensView *view)
{
	if (!view)
		return;
	free(view->components);
	free(view->links);
	text_clear(&view->legend);
	*view = (LensView){0};
}
