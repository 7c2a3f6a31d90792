/* Prints a synthetic hybrid design of N components and 2N links, always the
 * same for the same N: kinds of the catalogue, mostly local links, two hubs. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t seed = 0x9e3779b97f4a7c15u;

static unsigned pick(unsigned below)           /* xorshift64* (Vigna 2016) */
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)((seed * 2685821657736338717u) >> 33) % below;
}

static const char *const platforms[] = {"salesforce", "heroku", "aws"};
static const char *const kinds[3][4] = {
	{"salesforce.sales-cloud", "salesforce.flow", "salesforce.platform-events", "salesforce.lightning-ui"},
	{"heroku.web", "heroku.worker", "heroku.postgres", "heroku.key-value"},
	{"aws.lambda", "aws.s3", "aws.eventbridge", "aws.api-gateway"},
};

int main(int argc, char **argv)
{
	unsigned count = argc == 2 ? (unsigned)atoi(argv[1]) : 0;

	if (count < 3 || count > 1000000) {
		fprintf(stderr, "usage: make_design COMPONENTS (3 to 1000000)\n");
		return 2;
	}
	printf("troika: 1\nname: synthetic-%u\nplatforms:\n", count);
	for (int p = 0; p < 3; p++)
		printf("  %s:\n    vendor: %s\n    owner: team-%02d\n    why: The synthetic design needs it.\n",
			platforms[p], platforms[p], p);
	printf("components:\n");
	for (unsigned i = 0; i < count; i++) {
		unsigned p = i * 3 / count;

		printf("  c%05u:\n    kind: %s\n    on: %s\n    name: Component %u\n    owner: team-%02u\n",
			i, kinds[p][pick(4)], platforms[p], i, pick(40));
	}
	printf("links:\n");
	for (unsigned i = 0; i < 2 * count; i++) {
		unsigned from = i < count ? i : pick(count);
		unsigned to = pick(10) ? from + 1 + pick(6) : pick(10) ? pick(count) : pick(2);

		to %= count;
		if (to == from)
			to = (from + 1) % count;
		printf("  l%05u:\n    from: c%05u\n    to: c%05u\n    via: custom\n", i, from, to);
	}
	return 0;
}
