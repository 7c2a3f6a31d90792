/* Random numbers for tests: the same everywhere for the same seed, which is printed and can be
 * given again as TROIKA_SEED. */
#ifndef TROIKA_TESTS_RANDOM_H
#define TROIKA_TESTS_RANDOM_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t random_state;

/* Takes the seed from TROIKA_SEED, else from the clock, and prints it with the name of the test. */
static inline void random_start(const char *name)
{
	const char *given = getenv("TROIKA_SEED");

	random_state = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
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
