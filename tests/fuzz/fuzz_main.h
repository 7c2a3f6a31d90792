/* The program around a harness: with libFuzzer none (clang -fsanitize=fuzzer,address,undefined
 * -DTROIKA_LIBFUZZER), otherwise one that runs the files it is given. */
#ifndef TROIKA_TESTS_FUZZ_MAIN_H
#define TROIKA_TESTS_FUZZ_MAIN_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifndef TROIKA_LIBFUZZER
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		char *bytes;
		size_t length;
		Error err = {0};

		if (!file_read(argv[i], &bytes, &length, &err)) {
			fprintf(stderr, "%s\n", err.text);
			error_clear(&err);
			continue;
		}
		LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
		free(bytes);
	}
	return 0;
}
#endif

#endif
