/* The overview: a frame a platform, in it a tag of two letters a component; links merged per pair of frames, with their
 * number. What would be too much is told as a number: components of a large design, links between very many frames.
 *
 * Its Plan has a zone a frame with one box in it, the room for the tags; so placement and routing are those of any
 * drawing, of a few boxes. */
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/utf8.h"
#include "render/look.h"
#include "render/place.h"
#include "render/scene_overview.h"
#include "render/scene_text.h"

enum {
	TAG_WIDTH = 2, TAG_STEP = 3,    /* a tag and what joins it to the next */
	ROW_TAGS_MOST = 24,
	NAME_WIDEST = 28,       /* of a platform in its title */
	FOUND_FRAMES_MOST = 200,        /* frames up to which each tells its findings */
	TITLE_OVERHANG = 2,     /* cells by which a title passes the room of the tags */
	TAGS_MOST = 2000,       /* components up to which each has its tag */
	PAIRS_MOST = 300,       /* merged links up to which they are drawn */
	LARGE_COMPONENTS = 3000, LARGE_LINKS = 6000
};

typedef struct Frame {          /* of a platform; one more holds what is on none */
	int count;              /* of components */
	int inside;             /* links between them */
	int next;               /* the first of its components in `order` */
	int columns;            /* tags in a row; 0: folded to the number */
} Frame;

typedef struct Pair {           /* links between two frames */
	int a, b;               /* a < b; NONE: none of its links is drawn */
	int count;
	int first;              /* graph index of the link that stands for them */
	bool there, back;       /* heads at b, at a */
} Pair;

typedef struct Overview {
	Scene *scene;
	const Graph *graph;
	Frame *frames;          int frame_count;
	int *frame_of;          /* by component */
	int *order;             /* components by frame, linked ones beside each other */
	Pair *pairs;            size_t pair_count;
	Plan plan;              /* where the frames stand */
	Plan routed;            /* the same with frames as boxes, through which no line goes; {0}: the routes are those of plan */
} Overview;

bool scene_is_large(const Graph *graph)
{
	return graph->component_count > LARGE_COMPONENTS || graph->link_count > LARGE_LINKS;
}

/* --- frames ------------------------------------------------------------ */

/* The frame of an end of a link. */
static int frame_at(const Overview *overview, int component, int platform)
{
	return component != NOWHERE ? overview->frame_of[component] : platform;
}

static void count_members(Overview *overview)
{
	const Graph *graph = overview->graph;

	overview->frame_count = (int)graph->platform_count;
	overview->frames = mem_alloc(((size_t)overview->frame_count + 1) * sizeof *overview->frames);
	overview->frame_of = mem_alloc((graph->component_count + 1) * sizeof *overview->frame_of);
	for (size_t i = 0; i < graph->component_count; i++) {
		int platform = graph->components[i].platform;

		overview->frame_of[i] = platform != NOWHERE ? platform : (int)graph->platform_count;
		overview->frames[overview->frame_of[i]].count++;
	}
	overview->frame_count += overview->frames[graph->platform_count].count > 0;
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		int from = frame_at(overview, link->from, link->from_platform);

		if (from != NOWHERE && from == frame_at(overview, link->to, link->to_platform))
			overview->frames[from].inside++;
	}
}

/* The next component of the frame of AT that a link joins with it; NOWHERE: none is left. */
static int neighbour(const Overview *overview, const bool *taken, int at)
{
	const Graph *graph = overview->graph;

	for (int way = 0; way < 2; way++) {
		const uint32_t *links = way ? graph->in : graph->out, *start = way ? graph->in_start : graph->out_start;

		for (uint32_t k = start[at]; k < start[at + 1]; k++) {
			const GraphLink *link = &graph->links[links[k]];
			int other = way ? link->from : link->to;

			if (other != NOWHERE && !taken[other] && overview->frame_of[other] == overview->frame_of[at])
				return other;
		}
	}
	return NOWHERE;
}

/* Each frame's components one after the other: along links as far as they go, then the first that is left. */
static void order_members(Overview *overview)
{
	const Graph *graph = overview->graph;
	int *fill = mem_alloc((size_t)overview->frame_count * sizeof *fill), at = 0;
	bool *taken = mem_alloc((graph->component_count + 1) * sizeof *taken);

	overview->order = mem_alloc((graph->component_count + 1) * sizeof *overview->order);
	for (int f = 0; f < overview->frame_count; f++) {
		overview->frames[f].next = fill[f] = at;
		at += overview->frames[f].count;
	}
	for (size_t i = 0; i < graph->component_count; i++)
		for (int c = (int)i; c != NOWHERE && !taken[c]; c = neighbour(overview, taken, c)) {
			taken[c] = true;
			overview->order[fill[overview->frame_of[c]]++] = c;
		}
	free(fill);
	free(taken);
}

static const char *frame_title(Overview *overview, int frame)
{
	const Graph *graph = overview->graph;
	bool platform = (size_t)frame < graph->platform_count;
	const char *name = platform ? element_name(graph->platforms[frame].element) : "on no platform";
	Text title = {0};
	const char *kept;

	text_addf(&title, " %s %d ", scene_cut(overview->scene, name, NAME_WIDEST), overview->frames[frame].count);
	kept = arena_copy_n(&overview->scene->arena, title.s, title.length);
	text_clear(&title);
	return kept;
}

static void add_frame_findings(const Overview *overview, int frame, const Facts *facts, Text *note)
{
	uint32_t sum[SEVERITY_COUNT] = {0};

	for (size_t i = 0; i < overview->graph->component_count; i++)
		for (int s = 0; s < SEVERITY_COUNT && overview->frame_of[i] == frame; s++)
			sum[s] += facts->components[i].findings[s];
	if (!sum[SEVERITY_ERROR] && !sum[SEVERITY_WARNING])
		return;
	sum[SEVERITY_ADVICE] = 0;
	text_add(note, note->length ? "  " : "");
	facts_add_findings(sum, overview->scene->options.ascii, note);
}

/* "3 links inside  ✖1", or "": what the tags do not show. */
static const char *frame_note(Overview *overview, int f, const Facts *facts)
{
	const Frame *frame = &overview->frames[f];
	Text note = {0};
	const char *kept;

	if (frame->inside)
		text_addf(&note, "%d %s inside", frame->inside, frame->inside == 1 ? "link" : "links");
	if (facts && facts->components && overview->frame_count <= FOUND_FRAMES_MOST)
		add_frame_findings(overview, f, facts, &note);
	kept = arena_copy_n(&overview->scene->arena, text_str(&note), note.length);
	text_clear(&note);
	return kept;
}

static void make_frames(Overview *overview, const Facts *facts)
{
	const Graph *graph = overview->graph;
	Scene *scene = overview->scene;
	bool tags = graph->component_count <= TAGS_MOST;

	scene->zone_count = (size_t)overview->frame_count;
	scene->zones = arena_alloc(&scene->arena, scene->zone_count * sizeof *scene->zones);
	for (int f = 0; f < overview->frame_count; f++) {
		bool platform = (size_t)f < graph->platform_count;
		Frame *frame = &overview->frames[f];

		while (tags && frame->columns < frame->count && frame->columns < ROW_TAGS_MOST &&
		       frame->columns * frame->columns < 3 * frame->count)
			frame->columns++;
		scene->zones[f] = (SceneZone){
			.element = platform ? graph->platforms[f].element : design_find(graph->design, ID_DESIGN),
			.platform = platform ? f : NOWHERE, .component = NOWHERE, .parent = NOWHERE,
			.style = platform ? look_of_vendor(graph->platforms[f].vendor)->style : STYLE_EXTERNAL,
			.title = frame_title(overview, f), .note = frame_note(overview, f, facts)};
	}
}

/* --- tags -------------------------------------------------------------- */

/* The cluster of NAME at *AT in up to TAG_WIDTH cells, in capitals where that is plain; *AT moves behind it. */
static int add_letter(Text *tag, const char *name, size_t *at)
{
	int width = 0;
	size_t bytes = utf8_cluster(name + *at, strlen(name + *at), &width);

	if (bytes == 1 && name[*at] >= 'a' && name[*at] <= 'z')
		text_add_char(tag, (char)(name[*at] - 'a' + 'A'));
	else
		text_add_n(tag, name + *at, bytes);
	*at += bytes;
	return width;
}

/* The tag of NAME whose second letter is the initial of another word (TRY 0), else the next letters in turn; false: there
 * are no more. */
static bool make_tag(Text *tag, const char *name, int try)
{
	size_t at = 0, second;
	int width = add_letter(tag, name, &at);
	const char *space = strpbrk(name + at, " -_");

	if (width >= TAG_WIDTH)
		return try == 0;
	second = try == 0 && space && space[1] ? (size_t)(space + 1 - name) : at;
	for (int skip = try - 1; skip > 0 && name[second]; skip--) {
		int ignored;

		second += utf8_cluster(name + second, strlen(name + second), &ignored);
	}
	if (!name[second] || strchr(" -_", name[second]))
		return false;
	{
		size_t before = tag->length;

		if (add_letter(tag, name, &second) + width > TAG_WIDTH)
			tag->s[tag->length = before] = '\0';
	}
	return true;
}

/* A tag nobody else has, as long as the letters of the name last. */
static const char *choose_tag(Scene *scene, Pool *used, const char *name)
{
	enum { TRIES = 12 };
	Text safe = {0}, tag = {0};
	const char *kept;

	utf8_add_safe(&safe, name);
	for (int try = 0; try < TRIES; try++) {
		text_reset(&tag);
		if (safe.length && make_tag(&tag, safe.s, try) && !pool_find(used, tag.s))
			break;
		text_reset(&tag);
	}
	if (!tag.length && safe.length)
		make_tag(&tag, safe.s, 0);
	pool_add(used, text_str(&tag));
	kept = arena_copy_n(&scene->arena, text_str(&tag), tag.length);
	text_clear(&safe);
	text_clear(&tag);
	return kept;
}

static void make_boxes(Overview *overview)
{
	const Graph *graph = overview->graph;
	Scene *scene = overview->scene;
	Pool used = {0};

	scene->box_count = graph->component_count;
	scene->boxes = arena_alloc(&scene->arena, scene->box_count * sizeof *scene->boxes);
	for (size_t i = 0; i < scene->box_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const Look *look = component->platform != NOWHERE ?
		                   look_of_vendor(graph->platforms[component->platform].vendor) : look_of_component(component);

		scene->boxes[i] = (SceneBox){.element = component->element, .component = (int)i,
		                             .zone = overview->frame_of[i], .style = look->style, .border = look->border};
		if (overview->frames[overview->frame_of[i]].columns)
			scene->boxes[i].line[0] = choose_tag(scene, &used, element_name(component->element));
	}
	pool_clear(&used);
}

/* --- links ------------------------------------------------------------- */

static int by_pair(const void *x, const void *y)
{
	const Pair *p = x, *q = y;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	return p->first < q->first ? -1 : p->first > q->first;
}

/* One pair a link between two frames, then all of the same two frames in one. */
static void merge_links(Overview *overview)
{
	const Graph *graph = overview->graph;
	size_t count = 0, kept = 0;
	Pair *pairs = mem_alloc((graph->link_count + 1) * sizeof *pairs);

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		int from = frame_at(overview, link->from, link->from_platform);
		int to = frame_at(overview, link->to, link->to_platform);
		bool both = link->pattern && link->pattern->both_ways;

		if (from != NOWHERE && to != NOWHERE && from != to)
			pairs[count++] = (Pair){from < to ? from : to, from < to ? to : from, 1, (int)i,
			                        from < to || both, from > to || both};
	}
	qsort(pairs, count, sizeof *pairs, by_pair);
	for (size_t i = 0; i < count; i++) {
		Pair *last = kept ? &pairs[kept - 1] : NULL;

		if (last && last->a == pairs[i].a && last->b == pairs[i].b) {
			last->count++;
			last->there |= pairs[i].there;
			last->back |= pairs[i].back;
		} else {
			pairs[kept++] = pairs[i];
		}
	}
	overview->pairs = pairs;
	overview->pair_count = kept;
}

static void make_links(Overview *overview)
{
	const Graph *graph = overview->graph;
	Scene *scene = overview->scene;

	scene->link_count = graph->link_count;
	scene->links = arena_alloc(&scene->arena, scene->link_count * sizeof *scene->links);
	for (size_t i = 0; i < scene->link_count; i++)
		scene->links[i] = (SceneLink){.element = graph->links[i].element, .link = (int)i, .from = NOWHERE,
		                              .to = NOWHERE, .from_platform = NOWHERE, .to_platform = NOWHERE};
	merge_links(overview);
	if (overview->pair_count > PAIRS_MOST) {
		scene->left_out = overview->pair_count;
		overview->pair_count = 0;
	}
	for (size_t i = 0; i < overview->pair_count; i++) {
		const Pair *pair = &overview->pairs[i];
		SceneLink *link = &scene->links[pair->first];
		Text label = {0};

		link->from_platform = pair->a;
		link->to_platform = pair->b;
		link->head_from = pair->back;
		link->head_to = pair->there;
		text_addf(&label, "%d", pair->count);
		link->label = arena_copy_n(&scene->arena, label.s, label.length);
		text_clear(&label);
	}
}

/* --- the plan and its answer ------------------------------------------- */

/* Salesforce left, Heroku in the middle, AWS right, then all else. */
static int rank_of(const Overview *overview, int frame)
{
	const Graph *graph = overview->graph;
	VendorId vendor = (size_t)frame < graph->platform_count ? graph->platforms[frame].vendor_id : VENDOR_UNKNOWN;

	return vendor == VENDOR_UNKNOWN ? VENDOR_EXTERNAL : (int)vendor;
}

static void make_plan(Overview *overview)
{
	const Scene *scene = overview->scene;
	Plan *plan = &overview->plan;

	plan_init(plan, (size_t)overview->frame_count, (size_t)overview->frame_count, overview->pair_count);
	plan->width = scene->options.width;
	for (int f = 0; f < overview->frame_count; f++) {
		const Frame *frame = &overview->frames[f];
		const SceneZone *zone = &scene->zones[f];
		int rows = frame->columns ? (frame->count + frame->columns - 1) / frame->columns : 0;
		int note = utf8_width(zone->note), width = TAG_STEP * frame->columns - 1;

		plan->zones[f] = (PlanZone){.parent = NONE, .title_width = utf8_width(zone->title), .rank = rank_of(overview, f),
		                            .outside = zone->style == STYLE_EXTERNAL};
		plan->boxes[f] = (PlanBox){.zone = f};
		rows += *zone->note != '\0';
		width = width > note ? width : note;
		if (width < plan->zones[f].title_width - TITLE_OVERHANG)
			width = plan->zones[f].title_width - TITLE_OVERHANG;    /* so that the tags begin below it */
		plan->boxes[f].rect = (PlanRect){0, 0, width > 0 ? width : 1, rows > 0 ? rows : 1};
	}
	for (size_t i = 0; i < overview->pair_count; i++) {
		const Pair *pair = &overview->pairs[i];

		plan->links[i] = (PlanLink){.from = {true, pair->a}, .to = {true, pair->b}, .head_from = pair->back,
		                            .head_to = pair->there, .key_width = 1,
		                            .label_width = utf8_width(scene->links[pair->first].label)};
	}
}

/* Many frames stand in rows, as nothing is drawn between them. */
static void set_in_rows(Plan *plan)
{
	enum { ROW_CELLS = 160 };
	int x = 0, y = 0, high = 0;

	for (size_t i = 0; i < plan->box_count; i++) {
		PlanRect *rect = &plan->boxes[i].rect;
		int wide = rect->w > plan->zones[i].title_width ? rect->w : plan->zones[i].title_width;

		if (x && x + wide > ROW_CELLS) {
			x = 0;
			y += high + 3;
			high = 0;
		}
		rect->x = x;
		rect->y = y;
		x += wide + 10;
		high = high > rect->h ? high : rect->h;
	}
	plan_fit_zones(plan);
	plan_measure_used(plan);
}

/* Routes the links around the frames; where that leaves one without a way, they stay as they are. */
static void route_around(Overview *overview)
{
	const Plan *plan = &overview->plan;
	Plan *routed = &overview->routed;
	Router router = {0};
	bool pending = false;

	plan_init(routed, 0, plan->box_count, plan->link_count);
	for (size_t i = 0; i < plan->box_count; i++)
		routed->boxes[i] = (PlanBox){.zone = NONE, .fixed = true, .rect = plan->zones[i].rect};
	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		routed->links[i] = (PlanLink){.from = {false, link->from.index}, .to = {false, link->to.index},
		                              .head_from = link->head_from, .head_to = link->head_to,
		                              .label_width = link->label_width, .key_width = link->key_width};
	}
	place_plan(routed, &router);
	router_clear(&router);
	for (size_t i = 0; i < routed->link_count; i++)
		pending |= routed->links[i].pending || routed->links[i].label_side == LABEL_NONE;
	for (size_t i = 0; i < routed->box_count; i++)
		pending |= routed->boxes[i].shifted;
	if (pending)
		plan_clear(routed);
}

static void solve(Overview *overview)
{
	Router router = {0};

	if (overview->scene->left_out) {
		set_in_rows(&overview->plan);
		return;
	}
	place_plan(&overview->plan, &router);
	router_clear(&router);
	route_around(overview);
}

static bool is_joined(const Graph *graph, int a, int b)
{
	for (uint32_t k = graph->out_start[a]; k < graph->out_start[a + 1]; k++)
		if (graph->links[graph->out[k]].to == b)
			return true;
	return false;
}

static void take_tags(Overview *overview, int f)
{
	const PlanRect *room = &overview->plan.boxes[f].rect;
	const Frame *frame = &overview->frames[f];
	const int *member = &overview->order[frame->next];

	for (int i = 0; frame->columns && i < frame->count; i++) {
		SceneBox *box = &overview->scene->boxes[member[i]];

		box->x = room->x + TAG_STEP * (i % frame->columns);
		box->y = room->y + i / frame->columns;
		box->w = TAG_WIDTH;
		box->h = 1;
		box->joined = i + 1 < frame->count && (i + 1) % frame->columns &&
		              (is_joined(overview->graph, member[i], member[i + 1]) ||
		               is_joined(overview->graph, member[i + 1], member[i]));
	}
}

static void take_link(Scene *scene, SceneLink *link, const PlanLink *from)
{
	link->pending = from->pending;
	link->point_count = from->point_count;
	link->points = arena_alloc(&scene->arena, from->point_count * sizeof *link->points);
	for (size_t i = 0; i < from->point_count; i++)
		link->points[i] = (ScenePoint){from->points[i].x, from->points[i].y};
	if (from->label_side == LABEL_NONE || from->label_keyed)
		return;
	link->shown = link->label;
	link->label_x = from->label.x;
	link->label_y = from->label.y;
	link->label_w = from->label_width;
}

static void take_answer(Overview *overview)
{
	Scene *scene = overview->scene;
	const Plan *plan = &overview->plan, *routed = overview->routed.boxes ? &overview->routed : plan;

	for (int f = 0; f < overview->frame_count; f++) {
		const PlanRect *rect = &plan->zones[f].rect;

		scene->zones[f].x = rect->x;
		scene->zones[f].y = rect->y;
		scene->zones[f].w = rect->w;
		scene->zones[f].h = rect->h;
		take_tags(overview, f);
	}
	for (size_t i = 0; i < overview->pair_count; i++)
		take_link(scene, &scene->links[overview->pairs[i].first], &routed->links[i]);
	scene->left = routed->used.x;
	scene->top = routed->used.y;
	scene->width = routed->used.w;
	scene->height = routed->used.h;
}

void scene_overview(Scene *scene, const Graph *graph, const SceneOptions *options)
{
	Overview overview = {.scene = scene, .graph = graph};

	*scene = (Scene){.options = *options, .version = graph->version};
	scene->options.facts = NULL;
	count_members(&overview);
	order_members(&overview);
	make_frames(&overview, options->facts);
	make_boxes(&overview);
	make_links(&overview);
	make_plan(&overview);
	solve(&overview);
	take_answer(&overview);
	plan_clear(&overview.plan);
	plan_clear(&overview.routed);
	free(overview.frames);
	free(overview.frame_of);
	free(overview.order);
	free(overview.pairs);
}
