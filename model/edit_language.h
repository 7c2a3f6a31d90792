/* The edit language: the text form of an Edit.
 *
 * The same in the `:` prompt, `troika apply`, `troika diff`, the journal,
 * templates, fixes and lessons. Grammar in the manual: add, link, set, unset,
 * move, rename, remove. */
#ifndef TROIKA_MODEL_EDIT_LANGUAGE_H
#define TROIKA_MODEL_EDIT_LANGUAGE_H

#include "model/design.h"
#include "model/mention.h"
#include "model/text.h"

/* Reads SCRIPT into OUT, which is empty before and after a failure, and resolves it against DESIGN (ids that are free, relative moves, renames,
 * cascading removals) into plain operations; later lines see what earlier ones did.
 * NAME stands in the errors ("script.txt", "-"), which carry line and column; without one ("" or NULL) they tell no
 * place, as the `:` prompt wants it. Fields and values are checked against the catalogue; the design as a whole
 * is not: see design_check(). */
bool edit_parse(const char *script, const char *name, const Design *design,
                const Catalog *catalog, Edit *out, Error *err);
/* Prints EDIT fully resolved, with the old values (`was=`; an empty one for a field that was unset), one line
 * an element and verb; edit_parse() of it on the same design gives EDIT back, up to the order of operations. */
void edit_print(const Edit *edit, const Catalog *catalog, Text *out);
/* Adds VALUE as a word of the language: bare, or quoted with JSON escapes. */
void edit_add_word(Text *out, const char *value);
bool edit_is_verb(const char *word);    /* add, link, set, unset, move, rename, remove */

/* Appends the removal of ID, as DESIGN is after EDIT, with all that names it: links, what stands on a platform,
 * mentions in lists, steps of flows, waivers. Components in a container move to where that stood. */
bool edit_remove_element(Edit *edit, const Design *design, const Catalog *catalog,
                         const char *id, Error *err);
/* Appends what gives the element OLD the new id, in every field that names it. */
bool edit_rename_element(Edit *edit, const Design *design, const Catalog *catalog,
                         const char *old, const char *new_, Error *err);
/* A free id that begins with STEM ("portal", "portal-2"); the caller frees it. */
char *edit_free_id(const Design *design, const char *stem);

/* Adds what EDIT removes besides the elements ASKED: "2 components and 1 link". False: nothing. */
bool edit_tell_removed(const Edit *edit, const IdSet *asked, Text *out);

#endif
