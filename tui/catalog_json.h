/* Records of the catalogue as JSON, by the tables that also read and compile them. */
#ifndef TROIKA_TUI_CATALOG_JSON_H
#define TROIKA_TUI_CATALOG_JSON_H

#include "model/catalog_members.h"
#include "model/json.h"

/* One object: the id, then every member under its name in YAML; an unknown decimal or date is null. */
void catalog_json_record(Json *json, const Record *record, const void *item);

#endif
