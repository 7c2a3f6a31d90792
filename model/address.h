/* A map from the address of a text to a small number.
 *
 * Equal texts of one pool are equal pointers (model/pool.h), so that a text
 * is found without being read. */
#ifndef TROIKA_MODEL_ADDRESS_H
#define TROIKA_MODEL_ADDRESS_H

#include "model/memory.h"

typedef struct AddressSlot {
	const char *text;       /* NULL: free */
	int value;
} AddressSlot;

typedef struct AddressMap {     /* open addressing, at most half full; {0} is empty */
	AddressSlot *slots;     /* owned */
	size_t size, used;
} AddressMap;

void address_reserve(AddressMap *map, size_t expected);         /* room for so many texts */
void address_put(AddressMap *map, const char *text, int value);
/* The value of TEXT, or MISSING; TEXT may be NULL. */
int address_get(const AddressMap *map, const char *text, int missing);
void address_clear(AddressMap *map);

#endif
