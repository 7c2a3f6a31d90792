/* The steps of a flow are texts of the form "link: words". */
#include "model/flow.h"

#include <string.h>

size_t flow_step(const char *step, const char **words)
{
	size_t length = strcspn(step, ":");

	*words = step + length;
	if (**words)
		*words += 1 + strspn(*words + 1, " ");
	while (length && step[length - 1] == ' ')
		length--;
	return length;
}
