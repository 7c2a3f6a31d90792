/* The bound for reading: a bare libyaml event loop over a file. */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv)
{
	yaml_parser_t parser;
	yaml_event_t event;
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	int more = 1;

	if (!file || !yaml_parser_initialize(&parser)) {
		fprintf(stderr, "usage: bare_yaml FILE\n");
		return 2;
	}
	yaml_parser_set_input_file(&parser, file);
	while (more) {
		if (!yaml_parser_parse(&parser, &event)) {
			fprintf(stderr, "bare_yaml: %s\n", parser.problem);
			return 2;
		}
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	fclose(file);
	return 0;
}
