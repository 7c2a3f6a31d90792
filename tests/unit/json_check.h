/* Is a text JSON? A strict reader for tests that keeps nothing. */
#ifndef TROIKA_TESTS_JSON_CHECK_H
#define TROIKA_TESTS_JSON_CHECK_H

#include <stdbool.h>
#include <string.h>

static inline const char *json_space(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

static inline const char *json_string(const char *s)
{
	if (*s++ != '"')
		return NULL;
	for (; *s != '"'; s++) {
		if ((unsigned char)*s < 0x20)
			return NULL;
		if (*s == '\\' && !strchr("\"\\/bfnrtu", *++s))
			return NULL;
	}
	return s + 1;
}

static inline const char *json_number_end(const char *s)
{
	size_t digits = strspn(s += *s == '-', "0123456789");

	if (!digits || (*s == '0' && digits > 1))
		return NULL;
	s += digits;
	if (*s == '.' && !(digits = strspn(s + 1, "0123456789")))
		return NULL;
	return *s == '.' ? s + 1 + digits : s;
}

/* Behind the value that begins at S, or NULL. */
static inline const char *json_value_end(const char *s)
{
	static const char *const literals[] = {"true", "false", "null"};
	char close = *s == '{' ? '}' : ']';

	if (*s == '"')
		return json_string(s);
	for (size_t i = 0; i < 3; i++)
		if (strncmp(s, literals[i], strlen(literals[i])) == 0)
			return s + strlen(literals[i]);
	if (*s != '{' && *s != '[')
		return json_number_end(s);
	s = json_space(s + 1);
	if (*s == close)
		return s + 1;
	for (;; s = json_space(s + 1)) {
		if (close == '}') {
			s = json_string(s);
			if (!s || *(s = json_space(s)) != ':')
				return NULL;
			s = json_space(s + 1);
		}
		s = json_value_end(s);
		if (!s)
			return NULL;
		s = json_space(s);
		if (*s == close)
			return s + 1;
		if (*s != ',')
			return NULL;
	}
}

static inline bool is_json(const char *s)
{
	s = json_value_end(json_space(s));
	return s && !*json_space(s);
}

#endif
