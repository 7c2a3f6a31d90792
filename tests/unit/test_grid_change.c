/* A grid that was changed is the grid that would have been made anew: cells, tiles and bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <string.h>

#include "render/grid_bits.h"
#include "render/place_given.h"
#include "render/route.h"
#include "tests/unit/random.h"

enum { BOXES = 14, ZONES = 3, LINKS = 16, PLANS = 8, MOVES = 12, SPREAD_X = 90, SPREAD_Y = 36 };

/* Boxes of three zones side by side, the third inside the second. */
static void random_plan(Plan *plan)
{
	plan_init(plan, ZONES, BOXES, LINKS);
	for (size_t i = 0; i < ZONES; i++)
		plan->zones[i] = (PlanZone){.parent = i == 2 ? 1 : NONE, .title_width = 6};
	for (size_t i = 0; i < BOXES; i++) {
		int zone = i < ZONES ? (int)i : (int)random_below(ZONES + 1) - 1;       /* none is empty */

		plan->boxes[i] = (PlanBox){.zone = zone, .fixed = true,
		                           .rect = {(int)random_below(SPREAD_X), (int)random_below(SPREAD_Y), 9, 3}};
	}
	for (size_t i = 0; i < LINKS; i++)
		plan->links[i] = (PlanLink){.from = {random_below(12) == 0, (int)random_below(ZONES)},
		                            .to = {false, (int)random_below(BOXES)}, .head_to = true, .key_width = 2,
		                            .label_width = random_below(3) ? 4 : 0};
	place_given(plan, GIVEN_SPACE_USUAL);
}

static void route(Router *router, const Plan *held, Plan *plan)
{
	router_begin(router, held, plan, true);
	while (!router_continue(router, plan, LONG_MAX / 2))
		;
}

static void move_a_box(Plan *plan)
{
	PlanRect *rect = &plan->boxes[random_below(BOXES)].rect;

	rect->x += (int)random_below(9) - 4;
	rect->y += (int)random_below(5) - 2;
	for (size_t i = 0; i < BOXES; i++)
		plan->boxes[i].fixed = true;
	place_given(plan, GIVEN_SPACE_USUAL);
	for (size_t i = 0; i < LINKS; i++) {    /* as carried routes: those of boxes that moved are found unfit */
		if (random_below(4) == 0)
			plan->links[i].point_count = 0;
	}
}

static const GridTile *tile_of(const Grid *grid, int x, int y)
{
	return &grid->tiles[(y - grid->top) / GRID_TILE_H * grid->tile_columns + (x - grid->left) / GRID_TILE_W];
}

static void assert_same_cell(const Grid *a, const Grid *b, int x, int y)
{
	const GridCell *one = &a->cells[grid_at(a, x, y)], *two = &b->cells[grid_at(b, x, y)];

	assert_int_equal(one->what, two->what);
	assert_int_equal(one->h, two->h);
	assert_int_equal(one->v, two->v);
	if (one->what & ~(unsigned)CELL_WALL)
		assert_int_equal(one->thing, two->thing);
	assert_int_equal(row_is_closed(a, y, x, x), row_is_closed(b, y, x, x));
	assert_int_equal(column_is_closed(a, x, y, y), column_is_closed(b, x, y, y));
	assert_int_equal(row_crossings(a, y, x, x), row_crossings(b, y, x, x));
	assert_int_equal(column_crossings(a, x, y, y), column_crossings(b, x, y, y));
	assert_int_equal(row_near(a, y, x, x), row_near(b, y, x, x));
	assert_int_equal(column_near(a, x, y, y), column_near(b, x, y, y));
	assert_memory_equal(tile_of(a, x, y), tile_of(b, x, y), sizeof(GridTile));
}

static bool is_within(const PlanRect *walls, int x, int y)
{
	return x > walls->x && y > walls->y && x < walls->x + walls->w - 1 && y < walls->y + walls->h - 1;
}

/* Compares the grid of ROUTER with one made from PLAN as it is routed, within the walls of both: these depend on the routes
 * that stood when the grid was made. */
static void assert_as_new(const Router *router, const Plan *plan)
{
	const PlanRect *walls = &router->grid.walls;
	Grid anew = {0};

	grid_init(&anew, plan, GRID_RIM);
	for (size_t i = 0; i < plan->link_count; i++)
		grid_add_link(&anew, plan, (int)i);
	for (int y = walls->y + 1; y < walls->y + walls->h - 1; y++)
		for (int x = walls->x + 1; x < walls->x + walls->w - 1; x++)
			if (is_within(&anew.walls, x, y))
				assert_same_cell(&router->grid, &anew, x, y);
	grid_clear(&anew);
}

static void a_frame_is_whole_when_a_box_has_left_it(void **state)
{
	Router router = {.most_states = 2000};
	Plan plan, held;

	(void)state;
	plan_init(&plan, 1, 2, 0);
	plan.zones[0] = (PlanZone){.parent = NONE, .title_width = 6, .rect = {10, 10, 30, 12}};
	plan.boxes[0] = (PlanBox){.zone = 0, .fixed = true, .rect = {20, 14, 9, 3}};
	plan.boxes[1] = (PlanBox){.zone = NONE, .fixed = true, .rect = {12, 9, 9, 3}};
	route(&router, NULL, &plan);
	plan_copy(&held, &plan);
	plan.boxes[1].rect.y = 6;
	route(&router, &held, &plan);
	assert_as_new(&router, &plan);
	plan_clear(&held);
	plan_clear(&plan);
	router_clear(&router);
}

static void a_changed_grid_is_as_one_made_anew(void **state)
{
	(void)state;
	random_start("test_grid_change");
	for (int round = 0; round < PLANS; round++) {
		Router router = {.most_states = 2000};
		Plan plan, held;

		random_plan(&plan);
		route(&router, NULL, &plan);
		for (int i = 0; i < MOVES; i++) {
			plan_copy(&held, &plan);
			move_a_box(&plan);
			route(&router, &held, &plan);
			assert_as_new(&router, &plan);
			plan_clear(&held);
		}
		plan_clear(&plan);
		router_clear(&router);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_frame_is_whole_when_a_box_has_left_it),
		cmocka_unit_test(a_changed_grid_is_as_one_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
