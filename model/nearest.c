/* The nearest name by edit distance. */
#include "model/nearest.h"

#include <string.h>

/* How many letters of a name may be wrong. */
static unsigned tolerance(size_t length)
{
	return length < 3 ? 1 : length < 9 ? (unsigned)(length + 1) / 3 : 3;
}

void nearest_try(Nearest *nearest, const char *candidate)
{
	size_t wanted = strlen(nearest->wanted), length = strlen(candidate);
	size_t apart = wanted > length ? wanted - length : length - wanted;
	unsigned limit = nearest->best ? nearest->distance - 1 : tolerance(wanted);
	unsigned distance;

	if (apart > limit || (nearest->best && nearest->distance == 0))
		return;
	distance = text_distance(nearest->wanted, candidate, limit);
	if (distance <= limit && distance < wanted) {
		nearest->best = candidate;
		nearest->distance = distance;
	}
}

void nearest_add(const Nearest *nearest, Text *out)
{
	if (nearest->best)
		text_addf(out, "; did you mean %s?", nearest->best);
}
