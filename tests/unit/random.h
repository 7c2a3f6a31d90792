/* Random numbers for tests: the same everywhere for the same seed, which is printed and can be
 * given again as TROIKA_SEED. */
#ifndef TROIKA_TESTS_RANDOM_H
#define TROIKA_TESTS_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t random_state;

/* The seed in TROIKA_SEED; "clock" takes another each time, to look for what no one has met. Without it the seed is
 * always the same one, so that a check that fails does so for what was changed. */
static inline uint64_t random_seed(void)
{
	const char *given = getenv("TROIKA_SEED");

	if (!given)
		return 1;
	return strcmp(given, "clock") == 0 ? (uint64_t)time(NULL) : strtoull(given, NULL, 10);
}

/* Starts from that seed and prints it with the name of the test. */
static inline void random_start(const char *name)
{
	random_state = random_seed();
	fprintf(stderr, "%s: TROIKA_SEED=%llu\n", name, (unsigned long long)random_state);
}

/* The generator splitmix64 (Steele, Lea, Flood 2014). */
static inline uint64_t random_next(void)
{
	uint64_t z = random_state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* A number from 0 to LIMIT - 1. */
static inline unsigned random_below(size_t limit)
{
	return (unsigned)(random_next() % limit);
}

#endif
