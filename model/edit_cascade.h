/* Removing and renaming on a view: inside the model only; others use edit_language.h. */
#ifndef TROIKA_MODEL_EDIT_CASCADE_H
#define TROIKA_MODEL_EDIT_CASCADE_H

#include "model/design_view.h"

/* Appends to EDIT, and does in VIEW, the removal of ID with all that names it. */
bool cascade_remove(DesignView *view, const Catalog *catalog, const char *id, Edit *edit, Error *err);
/* The same for giving the element OLD the id NEW_. */
bool cascade_rename(DesignView *view, const Catalog *catalog, const char *old, const char *new_,
                    Edit *edit, Error *err);
/* Does in VIEW what STEP says, moves its operations behind those of EDIT and empties it. */
bool cascade_step(DesignView *view, Edit *step, Edit *edit, Error *err);

#endif
