/* JSON Schema (draft-07) for tests: is a schema well formed, and does a document fit it?
 *
 * Both are read by the house's own YAML reader, of which JSON is a part. What the validator does
 * not know is an error of the schema, so that nothing passes because it was not looked at. */
#ifndef TROIKA_TESTS_JSON_SCHEMA_H
#define TROIKA_TESTS_JSON_SCHEMA_H

#include "model/text.h"
#include "model/yaml.h"

/* Is the document a schema: known keywords, each with a value of its type, references that lead
 * somewhere? One line a fault is added to FAULTS. */
bool schema_well_formed(const YamlNode *schema, Text *faults);
/* Does INSTANCE fit SCHEMA, which is well formed? One line a fault, with where in the instance. */
bool schema_fits(const YamlNode *schema, const YamlNode *instance, Text *faults);

#endif
