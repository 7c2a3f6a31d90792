/* Random designs and random edits: after every edit the drawing keeps its contract, says what the design says, and has
 * changed only where the edit touched it.
 *
 * TROIKA_SEED repeats a run, TROIKA_ROUNDS makes it longer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/edit_language.h"
#include "model/list.h"
#include "model/utf8.h"
#include "render/scene.h"
#include "tests/unit/random_edits.h"
#include "tests/unit/read_drawing.h"

enum { ROUNDS = 6, EDITS = 10, BOXES_SOME = 14, BOXES_MANY = 30, BOXES_MOST = 80 };

/* --- the contract ------------------------------------------------------ */

#define FAULT(rig, ...) \
	do { \
		Text drawing = {0}; \
		add_drawing(&(rig)->scene, &drawing); \
		fprintf(stderr, "%s\n%s\n", text_str(&(rig)->said), text_str(&drawing)); \
		text_clear(&drawing); \
		fail_msg(__VA_ARGS__); \
	} while (0)

enum { IN_BOX = 1, IN_BORDER = 2, IN_TITLE = 4, ACROSS = 8, DOWN = 16, BEND = 32, WRITTEN = 64 };

typedef struct Sheet {          /* what stands in each cell */
	const Scene *scene;
	unsigned char *cells;
} Sheet;

static unsigned char *sheet_at(const Sheet *sheet, int x, int y)
{
	const Scene *scene = sheet->scene;

	assert_true(x >= scene->left && y >= scene->top && x < scene->left + scene->width && y < scene->top + scene->height);
	return &sheet->cells[(size_t)(y - scene->top) * (size_t)scene->width + (size_t)(x - scene->left)];
}

static bool inside(int x, int y, int w, int h, int ox, int oy, int ow, int oh)
{
	return x > ox && y > oy && x + w < ox + ow && y + h < oy + oh;
}

static bool zone_holds(const Scene *scene, int inner, int outer)
{
	while (inner != NOWHERE && inner != outer)
		inner = scene->zones[inner].parent;
	return inner == outer;
}

/* Boxes lie on nothing and in their zones alone (M10). */
static void check_rectangles(Rig *rig, const Sheet *sheet)
{
	const Scene *scene = &rig->scene;

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		for (int y = box->y; y < box->y + box->h; y++)
			for (int x = box->x; x < box->x + box->w; x++) {
				bool side_x = x == box->x || x == box->x + box->w - 1;
				bool side_y = y == box->y || y == box->y + box->h - 1;

				if (*sheet_at(sheet, x, y))
					FAULT(rig, "%s lies on another box", box->element->id);
				*sheet_at(sheet, x, y) = IN_BOX | (side_x != side_y ? IN_BORDER : 0);
			}
		for (size_t z = 0; box->w && z < scene->zone_count; z++) {
			const SceneZone *zone = &scene->zones[z];
			bool in = inside(box->x, box->y, box->w, box->h, zone->x, zone->y, zone->w, zone->h);
			bool out = box->x >= zone->x + zone->w || box->y >= zone->y + zone->h ||
			           box->x + box->w <= zone->x || box->y + box->h <= zone->y;

			if (zone_holds(scene, box->zone, (int)z) ? !in : !out)
				FAULT(rig, "%s and the zone %s", box->element->id, zone->element->id);
		}
	}
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *a = &scene->zones[i];

		for (size_t k = 0; a->w && k < i; k++) {
			const SceneZone *b = &scene->zones[k];
			bool apart = !b->w || a->x >= b->x + b->w || a->y >= b->y + b->h || b->x >= a->x + a->w || b->y >= a->y + a->h;

			if (zone_holds(scene, (int)i, (int)k) ? !inside(a->x, a->y, a->w, a->h, b->x, b->y, b->w, b->h) : !apart)
				FAULT(rig, "the zones %s and %s", a->element->id, b->element->id);
		}
		for (int x = a->x; x < a->x + 2 + utf8_width(a->title) && a->w; x++)
			*sheet_at(sheet, x, a->y) |= IN_TITLE;
	}
}

static void take_cell(Rig *rig, const Sheet *sheet, const SceneLink *link, int x, int y, unsigned what, bool port)
{
	unsigned char *cell = sheet_at(sheet, x, y);

	if (port ? (*cell & (ACROSS | DOWN)) || ((*cell & IN_BOX) && !(*cell & IN_BORDER)) : *cell & (IN_BOX | IN_TITLE))
		FAULT(rig, "%s at %d,%d runs through a box, a title or a port", link->element->id, x, y);
	if ((*cell & what & (ACROSS | DOWN)) || (*cell & (BEND | WRITTEN)) || ((what & BEND) && (*cell & (ACROSS | DOWN))))
		FAULT(rig, "%s at %d,%d meets another line", link->element->id, x, y);
	*cell |= (unsigned char)what;
}

/* No line through a box, one line a cell and axis, no bend in a used cell (M2, M3, M4), no label on anything (M7). */
static void check_lines(Rig *rig, const Sheet *sheet)
{
	const Scene *scene = &rig->scene;

	for (size_t i = 0; i < scene->link_count; i++) {
		const SceneLink *link = &scene->links[i];

		if (link->pending)
			continue;
		assert_true(link->point_count >= 2);
		for (size_t k = 0; k + 1 < link->point_count; k++) {
			ScenePoint a = link->points[k], b = link->points[k + 1];
			int dx = (b.x > a.x) - (b.x < a.x), dy = (b.y > a.y) - (b.y < a.y);

			assert_true((dx != 0) != (dy != 0));
			take_cell(rig, sheet, link, a.x, a.y, ACROSS | DOWN | BEND, k == 0);
			for (a.x += dx, a.y += dy; a.x != b.x || a.y != b.y; a.x += dx, a.y += dy)
				take_cell(rig, sheet, link, a.x, a.y, dx ? ACROSS : DOWN, false);
		}
		take_cell(rig, sheet, link, link->points[link->point_count - 1].x, link->points[link->point_count - 1].y,
		          ACROSS | DOWN | BEND, true);
	}
	for (size_t i = 0; i < scene->link_count; i++) {
		const SceneLink *link = &scene->links[i];
		int across = 0;

		for (int x = 0; link->shown && x < link->label_w; x++) {
			unsigned char *cell = sheet_at(sheet, link->label_x + x, link->label_y);

			across += (*cell & ACROSS) != 0;
			if (*cell & (IN_BOX | IN_TITLE | DOWN | WRITTEN))
				FAULT(rig, "the label of %s lies on something", link->element->id);
			*cell |= WRITTEN;
		}
		if (across && across != link->label_w)
			FAULT(rig, "the label of %s lies half on a line", link->element->id);
	}
}

static void check_contract(Rig *rig)
{
	const Scene *scene = &rig->scene;
	Sheet sheet = {.scene = scene, .cells = mem_alloc((size_t)scene->width * (size_t)scene->height + 1)};

	check_rectangles(rig, &sheet);
	check_lines(rig, &sheet);
	free(sheet.cells);
}

/* --- read back --------------------------------------------------------- */

static int compare_lines(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(ReadLine));
}

static void expect(ReadLine *lines, size_t *count, int from, int to, bool head_from, bool head_to)
{
	ReadLine line;

	if (from < 0 && !head_from)
		return;         /* from the dot on a frame nobody sets out */
	memset(&line, 0, sizeof line);
	line.from = from;
	line.to = to;
	line.head_from = head_from;
	line.head_to = head_to;
	lines[(*count)++] = line;
}

static int box_end(const Scene *scene, int component)
{
	return component != NOWHERE && scene->boxes[component].w ? component : -1;
}

/* The component a box of the reading is, by the id its name begins with. */
static int who(const Rig *rig, const char *name)
{
	char id[16] = "n";
	size_t length = 1 + strspn(name + 1, "0123456789");

	if (length >= sizeof id)
		return NOWHERE;
	memcpy(id, name, length);
	return graph_component(&rig->graph, id);
}

static void check_reading(Rig *rig)
{
	const Scene *scene = &rig->scene;
	ReadLine *lines = mem_alloc((2 * scene->link_count + 1) * sizeof *lines);
	size_t count = 0, boxes = 0;
	Canvas canvas = {0};
	Reading reading;

	assert_true(canvas_init(&canvas, scene->width, scene->height));
	scene_draw(scene, NULL, &canvas, 0, 0, scene->width, scene->height, scene->left, scene->top);
	read_drawing(&reading, &canvas);
	if (reading.fault)
		FAULT(rig, "%s at %d,%d", reading.fault, reading.fault_x, reading.fault_y);
	for (size_t i = 0; i < scene->box_count; i++)
		boxes += scene->boxes[i].w > 0;
	if (boxes != reading.box_count)
		FAULT(rig, "%zu boxes are read instead of %zu", reading.box_count, boxes);
	for (size_t i = 0; i < reading.line_count; i++) {
		ReadLine *line = &reading.lines[i], read = *line;

		memset(line, 0, sizeof *line);
		line->head_from = read.head_from;
		line->head_to = read.head_to;
		line->from = read.from < 0 ? -1 : who(rig, reading.boxes[read.from].name);
		line->to = read.to < 0 ? -1 : who(rig, reading.boxes[read.to].name);
	}
	for (size_t i = 0; i < scene->link_count; i++) {
		const SceneLink *link = &scene->links[i];
		int from = box_end(scene, link->from), to = box_end(scene, link->to);

		if (link->pending)
			continue;
		expect(lines, &count, from, to, link->head_from, link->head_to);
		expect(lines, &count, to, from, link->head_to, link->head_from);
	}
	qsort(lines, count, sizeof *lines, compare_lines);
	if (reading.line_count)
		qsort(reading.lines, reading.line_count, sizeof *lines, compare_lines);
	if (count != reading.line_count || (count && memcmp(lines, reading.lines, count * sizeof *lines)))
		FAULT(rig, "the drawing says something else than the design");
	free(lines);
	reading_clear(&reading);
	canvas_clear(&canvas);
}

/* --- what may change --------------------------------------------------- */

static bool same_rect(const SceneBox *a, const SceneBox *b)
{
	return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

static bool covers(int x, int y, int w, int h, const SceneLink *link)
{
	for (size_t i = 1; i < link->point_count; i++) {
		ScenePoint a = link->points[i - 1], b = link->points[i];
		int x0 = a.x < b.x ? a.x : b.x, x1 = a.x < b.x ? b.x : a.x, y0 = a.y < b.y ? a.y : b.y, y1 = a.y < b.y ? b.y : a.y;

		if (x0 < x + w && x <= x1 && y0 < y + h && y <= y1)
			return true;
	}
	return link->shown && link->label_x < x + w && x < link->label_x + link->label_w && link->label_y >= y &&
	       link->label_y < y + h;
}

static const SceneZone *zone_of(const Scene *scene, const char *id)
{
	for (size_t i = 0; i < scene->zone_count; i++)
		if (!strcmp(scene->zones[i].element->id, id))
			return &scene->zones[i];
	return NULL;
}

/* Does something that was not there before stand on the old line? */
static bool is_hit(const Scene *before, const Scene *now, const SceneLink *link)
{
	for (size_t i = 0; i < now->box_count; i++) {
		const SceneBox *box = &now->boxes[i], *old = scene_box(before, box->element->id);

		if ((!old || !same_rect(box, old)) && covers(box->x, box->y, box->w, box->h, link))
			return true;
	}
	for (size_t i = 0; i < now->zone_count; i++) {
		const SceneZone *zone = &now->zones[i], *old = zone_of(before, zone->element->id);

		if (old && old->x == zone->x && old->y == zone->y && old->w == zone->w && old->h == zone->h)
			continue;
		if (covers(zone->x, zone->y, zone->w, 1, link) || covers(zone->x, zone->y + zone->h - 1, zone->w, 1, link) ||
		    covers(zone->x, zone->y, 1, zone->h, link) || covers(zone->x + zone->w - 1, zone->y, 1, zone->h, link))
			return true;
	}
	return false;
}

/* Is the box or frame the link ends at another one than before? */
static bool end_moved(const Scene *before, const Scene *now, const SceneLink *link, const char *end)
{
	const char *id = element_get(link->element, end);
	const SceneBox *box = scene_box(now, id), *old = scene_box(before, id);
	const SceneZone *zone = zone_of(now, id), *old_zone = zone_of(before, id);

	if (!zone != !old_zone || !box != !old)
		return true;
	if (zone)
		return zone->x != old_zone->x || zone->y != old_zone->y || zone->w != old_zone->w || zone->h != old_zone->h;
	return !box || !same_rect(box, old);
}

static bool same_route(const SceneLink *a, const SceneLink *b)
{
	if (a->point_count != b->point_count || a->pending != b->pending || !a->shown != !b->shown || a->key != b->key)
		return false;
	if (a->shown && (strcmp(a->shown, b->shown) || a->label_x != b->label_x || a->label_y != b->label_y))
		return false;
	return !a->point_count || !memcmp(a->points, b->points, a->point_count * sizeof *a->points);
}

static void say_route(const SceneLink *link)
{
	fprintf(stderr, "%s:%s key %d, %s at %d,%d:", link->element->id, link->pending ? " pending," : "", link->key,
	        link->shown ? link->shown : "no label", link->label_x, link->label_y);
	for (size_t i = 0; i < link->point_count; i++)
		fprintf(stderr, " %d,%d", link->points[i].x, link->points[i].y);
	fprintf(stderr, "\n");
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Links that the edit does not touch stay to the cell (M13). */
static void check_stability(Rig *rig, const Scene *before)
{
	const Scene *now = &rig->scene;

	for (size_t i = 0; i < now->link_count; i++) {
		const SceneLink *link = &now->links[i], *old = scene_link(before, link->element->id);

		if (!old || old->pending || same_route(link, old))
			continue;
		if (strcmp(element_get(link->element, "from"), element_get(old->element, "from")) ||
		    strcmp(element_get(link->element, "to"), element_get(old->element, "to")) ||
		    !same_text(element_get(link->element, "route"), element_get(old->element, "route")) ||
		    !link->label != !old->label || (link->label && strcmp(link->label, old->label)))
			continue;
		if (end_moved(before, now, link, "from") || end_moved(before, now, link, "to") || is_hit(before, now, old))
			continue;
		if (link->key && now->link_count != before->link_count)
			continue;       /* a number may need another digit */
		say_route(old);
		say_route(link);
		FAULT(rig, "%s changed, though nothing touched it", link->element->id);
	}
}

/* --- a drawing that is kept -------------------------------------------- */

static const char *keep_text(Scene *kept, const char *text)
{
	return text ? arena_copy_n(&kept->arena, text, strlen(text)) : NULL;
}

/* An element of the same id, and what the test asks of a link; the design may be gone by then. */
static const Element *keep_element(Scene *kept, const Element *element)
{
	Element *copy = arena_alloc(&kept->arena, sizeof *copy);
	Field *fields = arena_alloc(&kept->arena, 3 * sizeof *fields);
	const char *route = element_get(element, "route");

	copy->id = keep_text(kept, element->id);
	copy->class = element->class;
	copy->fields = fields;
	if (element->class != CLASS_LINK)
		return copy;
	fields[0] = (Field){"from", keep_text(kept, element_get(element, "from"))};
	fields[1] = (Field){"route", route ? keep_text(kept, route) : NULL};
	fields[route ? 2 : 1] = (Field){"to", keep_text(kept, element_get(element, "to"))};
	copy->field_count = route ? 3 : 2;
	return copy;
}

static void *keep_array(Scene *kept, const void *items, size_t count, size_t size)
{
	void *copy = arena_alloc(&kept->arena, count * size + 1);

	if (count)
		memcpy(copy, items, count * size);
	return copy;
}

static void keep_scene(Scene *kept, const Scene *scene)
{
	*kept = *scene;
	kept->cache = NULL;
	kept->arena = (Arena){0};
	kept->zones = keep_array(kept, scene->zones, scene->zone_count, sizeof *scene->zones);
	kept->boxes = keep_array(kept, scene->boxes, scene->box_count, sizeof *scene->boxes);
	kept->links = keep_array(kept, scene->links, scene->link_count, sizeof *scene->links);
	for (size_t i = 0; i < scene->zone_count; i++)
		kept->zones[i].element = keep_element(kept, scene->zones[i].element);
	for (size_t i = 0; i < scene->box_count; i++)
		kept->boxes[i].element = keep_element(kept, scene->boxes[i].element);
	for (size_t i = 0; i < scene->link_count; i++) {
		SceneLink *link = &kept->links[i];

		link->element = keep_element(kept, link->element);
		link->points = keep_array(kept, link->points, link->point_count, sizeof *link->points);
		link->label = keep_text(kept, link->label);
		link->shown = keep_text(kept, link->shown);
	}
}

static char *drawn(const Scene *scene)
{
	Text text = {0};
	char *copy;

	add_drawing(scene, &text);
	copy = mem_copy(text_str(&text));
	text_clear(&text);
	return copy;
}

/* --- the test ---------------------------------------------------------- */

static bool has_pending(const Scene *scene)
{
	for (size_t i = 0; i < scene->link_count; i++)
		if (scene->links[i].pending)
			return true;
	return false;
}

/* Does the line run through all its way-points? */
static void check_pins(Rig *rig)
{
	for (size_t i = 0; i < rig->scene.link_count; i++) {
		const SceneLink *link = &rig->scene.links[i];
		const char *route = element_get(link->element, "route");
		List pins = {0};

		if (!route || link->pending)
			continue;
		assert_true(list_split(route, &pins, NULL));
		for (size_t k = 0; k < pins.count; k++) {
			SceneLink line = {.points = link->points, .point_count = link->point_count};
			int x, y;

			assert_true(point_parse(pins.items[k], &x, &y));
			if (!covers(x, y, 1, 1, &line))
				FAULT(rig, "%s misses its way-point %d,%d", link->element->id, x, y);
		}
		list_clear(&pins);
	}
}

/* A preview comes and goes without a trace. */
static void preview_once(Rig *rig, const char *script)
{
	Edit edit = {0}, back = {0};
	char *before = drawn(&rig->scene), *after;

	if (edit_parse(script, "edit", &rig->design, catalog_builtin(), &edit, NULL) &&
	    design_apply(&rig->design, &edit, NULL)) {
		regraph(rig);
		scene_preview(&rig->scene, &rig->graph, &(SceneOptions){0}, 1 + random_below(5000));
		edit_inverse(&edit, &back);
		assert_true(design_apply(&rig->design, &back, NULL));
		regraph(rig);
		scene_preview(&rig->scene, &rig->graph, &(SceneOptions){0}, 0);
		after = drawn(&rig->scene);
		if (strcmp(before, after))
			FAULT(rig, "a preview left traces: %s", script);
		free(after);
	}
	free(before);
	edit_clear(&edit);
	edit_clear(&back);
}

/* In one go or in slices: the same drawing. */
static void update(Rig *rig)
{
	scene_update(&rig->scene, &rig->graph, &(SceneOptions){0}, random_below(2) ? 0 : 1 + random_below(2000));
	while (scene_settle(&rig->scene, 1 + random_below(2000)))
		;
}

static void edit_once(Rig *rig)
{
	Scene before;
	Text script = {0};

	freeze(rig);
	update(rig);
	keep_scene(&before, &rig->scene);
	say_edit(rig, &script);
	if (!has_pending(&rig->scene))
		preview_once(rig, text_str(&script));
	if (apply(rig, text_str(&script))) {
		regraph(rig);
		update(rig);
		check_contract(rig);
		check_pins(rig);
		check_reading(rig);
		check_stability(rig, &before);
	}
	text_clear(&script);
	arena_clear(&before.arena);
}

static size_t count_pending(const Scene *scene)
{
	size_t count = 0;

	for (size_t i = 0; i < scene->link_count; i++)
		count += scene->links[i].pending;
	return count;
}

static void every_edit_keeps_the_contract(void **state)
{
	const char *longer = getenv("TROIKA_ROUNDS");
	int rounds = longer ? atoi(longer) : ROUNDS;
	size_t links = 0, pending = 0;

	(void)state;
	random_start("test_scene_random");
	for (int round = 0; round < rounds; round++) {
		uint64_t seed = random_state;
		Rig rig;

		if (longer)
			fprintf(stderr, "round %d: TROIKA_SEED=%llu\n", round, (unsigned long long)seed);
		start(&rig, 1 + random_below(round % 6 ? BOXES_SOME : longer ? BOXES_MOST : BOXES_MANY));
		check_contract(&rig);
		check_reading(&rig);
		for (int i = 0; i < EDITS; i++)
			edit_once(&rig);
		links += rig.scene.link_count;
		pending += count_pending(&rig.scene);
		stop(&rig);
	}
	if (longer)
		fprintf(stderr, "%zu links, of which %zu pending\n", links, pending);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_edit_keeps_the_contract),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
