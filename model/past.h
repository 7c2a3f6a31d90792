/* The past: a design as it was after any edit of its history, and the names people gave to such moments. */
#ifndef TROIKA_MODEL_PAST_H
#define TROIKA_MODEL_PAST_H

#include "model/session.h"

typedef struct Past {           /* {0} is empty */
	Design design;          /* as it was */
	size_t at;              /* after so many edits of the history */
	bool ready;
} Past;

/* Goes to the moment after the first AT edits, step by step from where it is, or from now. False: the history does not
 * lead back so far, since the file was changed elsewhere; PAST stands where it stopped. */
bool past_go(Past *past, const Session *session, size_t at, Error *err);
void past_clear(Past *past);

typedef struct Checkpoint {
	char *name;             /* owned */
	int64_t seq;            /* of the edit it stands behind; 0: before all */
} Checkpoint;

typedef struct Checkpoints {    /* {0} is empty; oldest first */
	Checkpoint *items;      /* owned */
	size_t count, cap;
} Checkpoints;

/* They are kept beside the edits; without a journal they live as long as the session. */
void checkpoints_read(const Session *session, Checkpoints *out);
void checkpoints_clear(Checkpoints *list);
/* Names the moment behind the edit SEQ; a name that is there already goes to the new moment. False: it is no name, or it
 * cannot be kept. */
bool checkpoint_put(Session *session, const char *name, int64_t seq, Error *err);
/* How many edits of the history lead to the moment called NAME; false: there is none. */
bool checkpoint_find(const Session *session, const char *name, size_t *at);

#endif
